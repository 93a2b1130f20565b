import type { DepartmentId } from "#shared/identity/departments.ts";
import type { Instruction, Notice } from "./inbox.schema.ts";

/** The results that a payer may report. */
export const results = ["paid", "rejected", "returned"] as const;
export type ReportedResult = (typeof results)[number];

interface Reception {
  /** How often. */
  readonly received: number;
  readonly firstReceivedAt: string;
}
export type ReceivedMessage = Notice & Reception;
export type ReceivedInstruction = Instruction &
  Reception & { readonly department: DepartmentId; readonly reported?: ReportedResult };

interface Row {
  data: string;
  received: number;
  firstReceivedAt: number;
}

/** Remembers a notice; the same one again only counts. */
export async function receiveMessage(
  db: D1Database,
  notice: Notice,
  times: number,
  now: Date,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO messages (notice_id, data, first_received_at, received) VALUES (?, ?, ?, ?)
       ON CONFLICT (notice_id) DO UPDATE SET received = received + excluded.received`,
    )
    .bind(notice.noticeId, JSON.stringify(notice), now.getTime(), times)
    .run();
}

/** Remembers an instruction; the same one again only counts. */
export async function receiveInstruction(
  db: D1Database,
  department: DepartmentId,
  instruction: Instruction,
  times: number,
  now: Date,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO instructions (end_to_end_id, department, data, first_received_at, received) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (end_to_end_id) DO UPDATE SET received = received + excluded.received`,
    )
    .bind(instruction.endToEndId, department, JSON.stringify(instruction), now.getTime(), times)
    .run();
}

/** The messages in the order of arrival, at most the `limit` newest. */
export async function listMessages(db: D1Database, limit: number): Promise<ReceivedMessage[]> {
  const rows = await db
    .prepare(
      `SELECT data, received, first_received_at AS "firstReceivedAt" FROM messages ORDER BY number DESC LIMIT ?`,
    )
    .bind(limit)
    .all<Row>();
  return rows.results.toReversed().map((row) => ({ ...noticeOf(row), ...receptionOf(row) }));
}

export async function findMessage(
  db: D1Database,
  noticeId: string,
): Promise<ReceivedMessage | undefined> {
  const row = await db
    .prepare(
      `SELECT data, received, first_received_at AS "firstReceivedAt" FROM messages WHERE notice_id = ?`,
    )
    .bind(noticeId)
    .first<Row>();
  return row === null ? undefined : { ...noticeOf(row), ...receptionOf(row) };
}

/** The newest message of each title, the newest first. */
export async function listNewestByTitle(db: D1Database): Promise<ReceivedMessage[]> {
  const rows = await db
    .prepare(
      `SELECT data, received, first_received_at AS "firstReceivedAt" FROM messages
       WHERE number IN (SELECT max(number) FROM messages GROUP BY data ->> '$.title') ORDER BY number DESC LIMIT 20`,
    )
    .all<Row>();
  return rows.results.map((row) => ({ ...noticeOf(row), ...receptionOf(row) }));
}

type InstructionRow = Row & { department: DepartmentId; reported: ReportedResult | null };

const instructionColumns = `data, department, received, first_received_at AS "firstReceivedAt", reported`;

/** The instructions in the order of arrival, at most the `limit` newest. */
export async function listInstructions(
  db: D1Database,
  limit: number,
): Promise<ReceivedInstruction[]> {
  const rows = await db
    .prepare(`SELECT ${instructionColumns} FROM instructions ORDER BY number DESC LIMIT ?`)
    .bind(limit)
    .all<InstructionRow>();
  return rows.results.toReversed().map(instructionOf);
}

export async function findInstruction(
  db: D1Database,
  endToEndId: string,
): Promise<ReceivedInstruction | undefined> {
  const row = await db
    .prepare(`SELECT ${instructionColumns} FROM instructions WHERE end_to_end_id = ?`)
    .bind(endToEndId)
    .first<InstructionRow>();
  return row === null ? undefined : instructionOf(row);
}

/** How much the outside world has received, each counted once. */
export async function countReceived(
  db: D1Database,
): Promise<{ messages: number; instructions: number; amountFen: number }> {
  const row = await db
    .prepare(
      `SELECT (SELECT count(*) FROM messages) AS messages, count(*) AS instructions,
         coalesce(sum(data ->> '$.amountFen'), 0) AS "amountFen" FROM instructions`,
    )
    .first<{ messages: number; instructions: number; amountFen: number }>();
  return row ?? { messages: 0, instructions: 0, amountFen: 0 };
}

function instructionOf(row: InstructionRow): ReceivedInstruction {
  return {
    // Guarantee: receiveInstruction wrote it.
    ...(JSON.parse(row.data) as Instruction),
    department: row.department,
    ...receptionOf(row),
    ...(row.reported === null ? {} : { reported: row.reported }),
  };
}

/** Guarantee: receiveMessage wrote it. */
function noticeOf(row: Row): Notice {
  return JSON.parse(row.data) as Notice;
}

function receptionOf({ received, firstReceivedAt }: Row): Reception {
  return { received, firstReceivedAt: new Date(firstReceivedAt).toISOString() };
}
