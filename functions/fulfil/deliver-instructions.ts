import type { Receiver } from "#shared/departments/find-receivers.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import { markDelivered } from "#shared/instructions/store-instructions.ts";
import type { FulfilmentRequested } from "#shared/contract/outgoing.schema.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Fulfilment } from "#shared/rules/fulfilment.ts";
import { open } from "#shared/sealing/seal.ts";
import { type Account, accountFields, vaultContext } from "#shared/subjects/contact.ts";
import { deliver } from "#shared/webhooks/deliver.ts";
import type { Env } from "./env.ts";

export interface Sent {
  /** To be committed with the task's outcome: which instructions the payer has received. */
  readonly statements: readonly D1PreparedStatement[];
  /** Why at least one did not arrive for certain; it is sent again under the same id. */
  readonly failure: string | undefined;
}

/** Sends committed instructions to their payer, each under its own id. */
export async function deliverInstructions(
  env: Env,
  db: D1Database,
  instructions: readonly Instruction[],
  receivers: ReadonlyMap<string, Receiver>,
  now: Date,
): Promise<Sent> {
  const results = await Promise.all(
    instructions.map(async (instruction) => {
      const receiver = receivers.get(instruction.payer);
      if (receiver === undefined) return { instruction, failure: "the payer is not registered" };
      const delivered = await deliver({
        ...receiver,
        id: instruction.endToEndId,
        type: "fulfilment.requested.v1",
        now,
        data: await dataOf(env, instruction),
      });
      return { instruction, failure: delivered.ok ? undefined : delivered.because };
    }),
  );
  return {
    statements: results.flatMap(({ instruction, failure }) =>
      failure === undefined ? [markDelivered(db, instruction.endToEndId, now)] : [],
    ),
    failure: results.find((result) => result.failure !== undefined)?.failure,
  };
}

async function dataOf(env: Env, instruction: Instruction): Promise<FulfilmentRequested> {
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
    ...(kind === "payment" ? { payee: await payeeOf(env, instruction) } : {}),
    remark: remarkOf(kind, fulfilment),
    ...(fulfilment?.shares === undefined ? {} : { shares: [...fulfilment.shares] }),
    dueOn,
  };
}

/** What the bank shows. What is paid under a policy that pays people nothing is given back to a venue. */
function remarkOf(kind: Instruction["kind"], fulfilment: Fulfilment | undefined): string {
  if (fulfilment?.kind === "payment") return fulfilment.remark;
  return kind === "payment" ? "优待结算" : "";
}

/** The payee as the bank needs it, as the instruction fixed it; opened only here. */
async function payeeOf(
  env: Env,
  { subjectKey, payeeSealed }: Instruction,
): Promise<{ name: string; bank: string; account: string }> {
  // Which of the subject's accounts it was, only the seal tells.
  const attempts = await Promise.all(
    accountFields.map(async (field) =>
      open(env.VAULT_ACCOUNT_KEY, vaultContext(subjectKey, field), payeeSealed ?? ""),
    ),
  );
  const opened = attempts.find((text) => text !== undefined);
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
