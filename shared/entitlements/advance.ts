import { chainEntry, type ChainedEntry } from "#shared/audit/entry.ts";
import type { Entitlement } from "./entitlement.ts";
import { type EntitlementState, isAllowed } from "./states.ts";

export interface Move {
  readonly path: readonly EntitlementState[];
  readonly event: string;
  readonly actor: string;
  readonly at: Date;
  /** What changes besides the state. */
  readonly set?: Partial<
    Omit<Entitlement, "subjectKey" | "policy" | "period" | "id" | "version" | "state">
  >;
}

/** An entitlement as it is to be stored, and the audit entry that goes into the same batch. */
export interface Advanced {
  readonly entitlement: Entitlement;
  readonly entry: ChainedEntry;
}

/**
 * Takes an entitlement along a path of the table of transitions, or changes its fields where the path is empty.
 * A new one (version 0) begins with "matched".
 *
 * @throws {Error} when the path is not allowed: a bug of the caller
 */
export async function advance(before: Entitlement, move: Move): Promise<Advanced> {
  const from = before.version === 0 ? undefined : before.state;
  if (move.path.length > 0 && !isAllowed(from, move.path)) {
    throw new Error(`${from ?? "nothing"} does not become ${move.path.join(" > ")}`);
  }
  const at = move.at.getTime();
  const after = { ...before, ...move.set };
  const state = move.path.at(-1) ?? before.state;
  const entry = await chainEntry(
    {
      entitlement: before.id,
      number: before.version + 1,
      at,
      actor: move.actor,
      event: move.event,
      path: (move.path.length > 0 ? move.path : [state]).join(">"),
      amountFen: after.amountFen,
      ruleVersion: after.ruleVersion,
      previous: before.auditHead,
    },
    before.subjectKey,
  );
  return {
    entry,
    entitlement: {
      ...after,
      state,
      version: before.version + 1,
      steps: [...before.steps, ...move.path.map((step) => ({ state: step, at }))],
      auditHead: entry.hash,
    },
  };
}
