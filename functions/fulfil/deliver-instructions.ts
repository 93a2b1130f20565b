import type { Receiver } from "#shared/departments/find-receivers.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import { markDelivered } from "#shared/instructions/store-instructions.ts";
import type { Outcome } from "#shared/outbox/consume-hints.ts";
import type { Task } from "#shared/outbox/task.ts";
import { policyById } from "#shared/policies/index.ts";
import { open } from "#shared/sealing/seal.ts";
import { type Account, type StoredSubject, vaultContext } from "#shared/subjects/contact.ts";
import { deliver } from "#shared/webhooks/deliver.ts";
import type { Env } from "./env.ts";

/** Sends committed instructions to their payer, each under its own id, and records those that were received. */
export async function deliverInstructions(
  env: Env,
  db: D1Database,
  task: Task,
  subject: StoredSubject | undefined,
  instructions: readonly Instruction[],
  receivers: ReadonlyMap<string, Receiver>,
  now: Date,
): Promise<Outcome> {
  const results = await Promise.all(
    instructions.map(async (instruction) => {
      const receiver = receivers.get(instruction.payer);
      if (receiver === undefined) return { instruction, failure: "the payer is not registered" };
      const delivered = await deliver({
        ...receiver,
        id: instruction.endToEndId,
        type: "fulfilment.requested.v1",
        now,
        data: await dataOf(env, instruction, subject),
      });
      return { instruction, failure: delivered.ok ? undefined : delivered.because };
    }),
  );
  const statements = results.flatMap(({ instruction, failure }) =>
    failure === undefined ? [markDelivered(db, instruction.endToEndId, now)] : [],
  );
  const failure = results.find((result) => result.failure !== undefined)?.failure;
  if (failure === undefined) return { task, end: "settled", statements };
  // Those that arrived must not wait for those that did not.
  if (statements.length > 0) await db.batch(statements);
  return { task, end: "failed", failure };
}

async function dataOf(
  env: Env,
  instruction: Instruction,
  subject: StoredSubject | undefined,
): Promise<object> {
  const { endToEndId, kind, policy, periods, amountFen, dueOn } = instruction;
  const fulfilment = policyById(policy)?.fulfilment;
  return {
    instructionId: endToEndId,
    endToEndId,
    kind,
    policy,
    periods: periodsOf(periods),
    ...(amountFen === null ? {} : { amountFen }),
    currency: "CNY",
    ...(kind === "payment" && subject !== undefined ? { payee: await payeeOf(env, subject) } : {}),
    remark: fulfilment?.kind === "payment" ? fulfilment.remark : "",
    dueOn,
  };
}

/** The payee as the bank needs it; opened only here. */
async function payeeOf(
  env: Env,
  subject: StoredSubject,
): Promise<{ name: string; bank: string; account: string }> {
  const { subjectKey, accountSealed } = subject;
  const opened =
    accountSealed === null
      ? undefined
      : await open(env.VAULT_ACCOUNT_KEY, vaultContext(subjectKey, "account"), accountSealed);
  if (opened === undefined)
    throw new Error("an account cannot be opened: the vault's key is wrong");
  const { bank, number, holder } = accountOf(opened);
  return { name: holder, bank, account: number };
}

/** Guarantee: intake sealed it from a validated event. */
function accountOf(text: string): Account {
  return JSON.parse(text) as Account;
}

/** Guarantee: `planInstruction` wrote it, and the column has no other writer. */
function periodsOf(text: string): string[] {
  return JSON.parse(text) as string[];
}
