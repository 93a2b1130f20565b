import { type AuditEntry, chainStart, hashOf } from "#shared/audit/entry.ts";
import { findSealMarks } from "#shared/audit/find-seal-marks.ts";
import { merkleRoot } from "#shared/audit/merkle-root.ts";
import { hashOfSeal } from "#shared/audit/seal.ts";
import { openingOf } from "#shared/confirmations/confirmation.ts";
import { type EntitlementState, isAllowed } from "#shared/entitlements/states.ts";
import type { Databases } from "../shard-database.ts";
import type { ShardRows } from "./read-shards.ts";
import { violated, type Violation } from "./violation.ts";

/** What must hold of every shard at rest, whoever lives in the city. */
export async function checkShards(
  { DB_CITY }: Databases,
  shards: readonly ShardRows[],
): Promise<Violation[]> {
  const marks = await findSealMarks(DB_CITY);
  const found = await Promise.all(
    shards.map(async (rows, shard) => [
      ...checkTasks(rows),
      ...checkInstructions(rows),
      ...(await checkAudit(rows)),
      ...(await checkSeals(rows, marks.get(shard)?.hash)),
    ]),
  );
  return found.flat();
}

/** At rest nothing waits but the terms of open offers, each once, and what lets those of earlier openings pass. */
function checkTasks({ tasks, confirmations }: ShardRows): Violation[] {
  const terms = tasks.filter(({ kind }) => kind === "deadline");
  const others = tasks.filter(({ kind }) => kind !== "deadline");
  const open = confirmations.filter(({ state }) => state === "open");
  return [
    ...others.map(({ topic, kind, failure, attempts }) =>
      violated("nothing is pending", `${topic} ${kind}, ${attempts} attempts: ${failure ?? ""}`),
    ),
    ...open.flatMap((one) => {
      const own = terms.filter(
        ({ subjectKey, policy, reference }) =>
          subjectKey === one.subjectKey && policy === one.policy && reference === openingOf(one),
      );
      return own.length === 1
        ? []
        : [violated("nothing is pending", `an open offer has ${own.length} terms`)];
    }),
  ];
}

/** Each entitlement that is instructed stands in one instruction that is still alive, beside supplements of it. */
function checkInstructions({ entitlements, instructions, adjustments }: ShardRows): Violation[] {
  const ofSupplements = new Set(adjustments.map(({ instruction }) => instruction));
  const invariant = "one live instruction for each entitlement";
  return entitlements.flatMap(({ id, subjectKey, policy, period, state, instruction }) => {
    const [plain = ""] = period.split(":");
    const live = instructions.filter(
      (one) =>
        one.subjectKey === subjectKey &&
        one.policy === policy &&
        !ofSupplements.has(one.endToEndId) &&
        (one.endToEndId === instruction ||
          (!period.includes(":") && one.periods.includes(`"${plain}"`))) &&
        one.state !== "rejected" &&
        one.state !== "returned",
    );
    const expected = state === "fulfilling" || state === "fulfilled" ? 1 : 0;
    if (live.length !== expected)
      return [violated(invariant, `${id} (${state}) stands in ${live.length}`)];
    const isPaid = live.every((one) => one.state === "paid");
    return state === "fulfilled" && !isPaid
      ? [violated(invariant, `${id} is fulfilled, its instruction is not paid`)]
      : [];
  });
}

async function checkAudit({ entitlements, audit }: ShardRows): Promise<Violation[]> {
  const chains = Map.groupBy(audit, ({ entitlement }) => entitlement);
  const known = new Set(entitlements.map(({ id }) => id));
  const orphans = [...chains.keys()].filter((id) => !known.has(id));
  const checked = await Promise.all(
    entitlements.map(async (one) => checkChain(one, chains.get(one.id) ?? [])),
  );
  return [
    ...orphans.map((id) =>
      violated("every audit chain is whole", `${id} has rows and is not there`),
    ),
    ...checked.flat(),
  ];
}

async function checkChain(
  { id, version, state, amountFen, auditHead }: ShardRows["entitlements"][number],
  rows: readonly (AuditEntry & { readonly hash: string })[],
): Promise<Violation[]> {
  const found: Violation[] = [];
  const broken = (detail: string): void => {
    found.push(violated("every audit chain is whole", `${id}: ${detail}`));
  };
  const chain = rows.toSorted((a, b) => a.number - b.number);
  if (chain.length !== version) broken(`${chain.length} rows at version ${version}`);
  let here: EntitlementState | undefined;
  let previous = chainStart;
  for (const [index, row] of chain.entries()) {
    if (row.number !== index + 1) broken(`row ${index + 1} has the number ${row.number}`);
    if (row.previous !== previous) broken(`row ${row.number} does not follow the one before`);
    if (row.hash !== (await hashOf(row))) broken(`row ${row.number} has another hash`);
    previous = row.hash;
    const path = statesOf(row.path);
    if (row.path !== here && !isAllowed(here, path))
      found.push(
        violated("every transition is allowed", `${id}: ${here ?? "nothing"} > ${row.path}`),
      );
    here = path.at(-1);
  }
  if (previous !== auditHead) broken("its head is not the last row");
  if (here !== state) broken(`it is ${state}, the last row says ${here ?? "nothing"}`);
  if (chain.at(-1)?.amountFen !== amountFen) broken("its amount is not that of the last row");
  return found;
}

/** Guarantee: `advance` wrote it. */
const statesOf = (path: string): EntitlementState[] => path.split(">") as EntitlementState[];

async function checkSeals(
  { audit, seals }: ShardRows,
  mark: string | undefined,
): Promise<Violation[]> {
  const found: Violation[] = [];
  const broken = (detail: string): void => {
    found.push(violated("every audit row is sealed", detail));
  };
  let [previous, sealed] = ["", 0];
  for (const seal of seals.toSorted((a, b) => a.number - b.number)) {
    const rows = audit
      .filter(({ seq }) => seq >= seal.fromSeq && seq <= seal.toSeq)
      .toSorted((a, b) => a.seq - b.seq);
    if (seal.previous !== previous) broken(`seal ${seal.number} does not follow the one before`);
    if (seal.hash !== (await hashOfSeal(seal))) broken(`seal ${seal.number} has another hash`);
    if (seal.root !== (await merkleRoot(rows.map(({ hash }) => hash))))
      broken(`seal ${seal.number} is not that of its rows`);
    sealed += rows.length;
    previous = seal.hash;
  }
  if (sealed !== audit.length) broken(`${sealed} of ${audit.length} rows are sealed`);
  if ((mark ?? "") !== previous) broken("the city remembers another seal");
  return found;
}
