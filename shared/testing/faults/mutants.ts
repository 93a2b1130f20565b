import type * as House from "./house.ts";
import type { Invariant } from "./violation.ts";

/** A house in which one thing is done wrong. */
export interface Mutant {
  readonly name: string;
  /** Each snippet stands exactly once in its module, and is replaced. */
  readonly changes: readonly {
    readonly module: string;
    readonly from: string;
    readonly to: string;
  }[];
  /** The invariant by which it is found out. */
  readonly breaks: Invariant;
  readonly in?: Weather;
}

/**
 * In a storm, unless it takes a crowd, where many departments speak of the same few at once, or a rush, where everybody
 * decides fifty times at once, and nothing fails.
 */
export type Weather = "storm" | "crowd" | "rush";

const commitSubjects = "shared/judging/commit-subjects.ts";
const decideOffer = "shared/confirmations/decide-offer.ts";
const considerReport = "shared/instructions/consider-report.ts";

export const mutants: readonly Mutant[] = [
  {
    name: "no compare-and-set",
    changes: [
      { module: commitSubjects, from: "WHERE profiles.version = excluded.version - 1", to: "" },
    ],
    breaks: "nothing accepted is lost",
    in: "crowd",
  },
  {
    name: "no outbox",
    changes: [
      {
        module: commitSubjects,
        from: "statements.push(storeTasks(db, tasks.slice(start, start + tasksAtOnce), committed));",
        to: "",
      },
    ],
    breaks: "no message twice",
  },
  {
    name: "outbox outside the batch",
    changes: [
      {
        module: commitSubjects,
        from: "statements.push(storeTasks(db, tasks.slice(start, start + tasksAtOnce), committed));",
        to: "",
      },
      {
        module: commitSubjects,
        from: "const results = await db.batch(statements);",
        to: `const results = await db.batch(statements);
  if (tasks.length > 0) await storeTasks(db, tasks, committed).run();`,
      },
    ],
    breaks: "no message twice",
  },
  {
    name: "no sweeper",
    changes: [
      {
        module: "functions/sweep/sweep.ts",
        from: "...shards.map(async (shard) => relay(env, shard, now)),",
        to: "",
      },
    ],
    breaks: "nothing is pending",
  },
  {
    name: "random payment key",
    changes: [
      {
        module: "functions/fulfil/deliver-instructions.ts",
        from: "const { endToEndId, kind, policy, periods, amountFen, dueOn } = instruction;",
        to: `const { kind, policy, periods, amountFen, dueOn } = instruction;
  const letters = crypto.getRandomValues(new Uint8Array(26)).map((byte) => 97 + (byte % 26));
  const endToEndId = instruction.endToEndId.slice(0, 2) + String.fromCharCode(...letters);`,
      },
    ],
    breaks: "each period is instructed exactly once, to the fen",
  },
  {
    name: "acknowledged before commit",
    changes: [
      {
        module: "functions/intake/take-in-subjects.ts",
        from: "await commitSubjects(db, commits, today);",
        to: `new Set(commits.map(({ changes }) => changes.profile.subjectKey));
    commitSubjects(db, commits, today).catch(() => {});`,
      },
    ],
    breaks: "nothing accepted is lost",
  },
  {
    name: "stale fact wins",
    changes: [
      {
        module: "shared/profiles/observed.ts",
        from: "if (seen.at < known.at) return known;",
        to: "if (seen.at < known.at) return firstObserved(seen);",
      },
    ],
    breaks: "nothing accepted is lost",
  },
  {
    name: "GET confirms",
    changes: [
      {
        module: "functions/confirm/confirm.ts",
        from: `      return sendPage(c, codePage({ notValid: false }));
    return sendPage(c, await pageOf(c, reader, opened, now));`,
        to: `      return sendPage(c, codePage({ notValid: false }));
    const { accountVersion } = reader.offer;
    const assured = { by: "link", hasSignedIn: false };
    return decide(c, { ...opened, accountVersion }, "confirm", assured, now);`,
      },
    ],
    breaks: "every entitlement is as it is due",
  },
  {
    name: "guard read outside the batch",
    changes: [
      {
        module: decideOffer,
        from: `    await db.batch([
      guardMark(db, subjectKey, mark),
      guardAccount(db, subjectKey, accountVersion),`,
        to: `    await db.batch([
      guardMark(db, subjectKey, mark),
      guardAccount(db, subjectKey, accountVersion),
    ]);
    await db.batch([`,
      },
    ],
    breaks: "one decision has one receipt",
    in: "rush",
  },
  {
    name: "reservation dropped",
    changes: [
      {
        module: "shared/judging/open-period.ts",
        from: 'const reservation = policy.reserves === undefined ? null : "asked";',
        to: "const reservation = null;",
      },
      {
        module: "shared/instructions/plan-instruction.ts",
        from: 'return reserves === undefined || reservation === "held";',
        to: "return true;",
      },
      {
        module: "shared/judging/claims.ts",
        from: "if (policy.reserves === undefined) return;",
        to: "return;",
      },
    ],
    breaks: "somebody counts once",
  },
  {
    name: "audit row outside the batch",
    changes: [
      {
        module: commitSubjects,
        from: "const statements: D1PreparedStatement[] = [];",
        to: "const statements: D1PreparedStatement[] = [];\n  const audits: D1PreparedStatement[] = [];",
      },
      {
        module: commitSubjects,
        from: `    statements.push(
      statement(
        db,
        sql\`INSERT INTO audit`,
        to: `    audits.push(
      statement(
        db,
        sql\`INSERT INTO audit`,
      },
      {
        module: commitSubjects,
        from: "const results = await db.batch(statements);",
        to: `const results = await db.batch(statements);
  if (audits.length > 0) await db.batch(audits);`,
      },
    ],
    breaks: "every audit chain is whole",
  },
  {
    name: "a new message each time",
    changes: [
      {
        module: "functions/notify/prepared-notice.ts",
        from: "digestText(`notice ${subjectKey} ${occasion}`)",
        to: "digestText(`notice ${subjectKey} ${occasion} ${crypto.randomUUID()}`)",
      },
    ],
    breaks: "no message twice",
  },
  {
    name: "sent counts as received",
    changes: [
      {
        module: "shared/webhooks/deliver.ts",
        from: "return { ok: false, because, isRefused: false };",
        to: "return { ok: true, answer: undefined };",
      },
      {
        module: "shared/webhooks/deliver.ts",
        from: "return { ok: false, because, isRefused: refusals.has(response.status) };",
        to: "return { ok: true, answer: undefined };",
      },
    ],
    breaks: "each period is instructed exactly once, to the fen",
  },
  {
    name: "anybody's signature",
    changes: [
      {
        module: "shared/webhooks/signature.ts",
        from: "return (await Promise.all(checks)).includes(true);",
        to: "return (await Promise.all(checks)).length > 0;",
      },
    ],
    breaks: "nobody is believed wrongly",
  },
  {
    name: "anybody's report",
    changes: [
      {
        module: considerReport,
        from: 'if (instruction.payer !== payer) return { outcome: "not-the-payer" };',
        to: "",
      },
    ],
    breaks: "nobody is believed wrongly",
  },
  {
    name: "the last word of a payer counts",
    changes: [
      {
        module: considerReport,
        from: `    case "contradiction":
      return { outcome: "contradiction" };`,
        to: `    case "contradiction":
      break;`,
      },
    ],
    breaks: "nobody is believed wrongly",
  },
];

/** The house as a mutant has it; `mutant-modules.ts` gives its modules. */
export async function mutatedHouse({ name }: Mutant): Promise<typeof House> {
  const path = new URL("house.ts", import.meta.url).pathname;
  return (await import(/* @vite-ignore */ `${path}?mutant=${name}`)) as typeof House;
}
