import { type Fen, fen } from "#shared/money/fen.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import type { entitlements } from "#shared/db/shard.schema.ts";
import { holds, type Decision, type Entitlement, type Hold, type Step } from "./entitlement.ts";

export type StoredEntitlement = typeof entitlements.$inferSelect;

export function toStored(entitlement: Entitlement): StoredEntitlement {
  return {
    ...entitlement,
    decision: JSON.stringify(entitlement.decision),
    steps: JSON.stringify(entitlement.steps),
  };
}

export function fromStored(row: StoredEntitlement): Entitlement {
  return {
    ...row,
    heldBecause: holdOf(row.heldBecause),
    judgedOn: civilDate(row.judgedOn),
    amountFen: fenOf(row.amountFen),
    instructedFen: fenOf(row.instructedFen),
    ruledFen: fenOf(row.ruledFen),
    decision: decisionOf(row.decision),
    steps: stepsOf(row.steps),
  };
}

const fenOf = (amount: number | null): Fen | null => (amount === null ? null : fen(amount));

function holdOf(text: string | null): Hold | null {
  if (text === null) return null;
  const hold = Object.keys(holds).find((key): key is Hold => key === text);
  if (hold === undefined) throw new Error(`an entitlement is held for an unknown reason: ${text}`);
  return hold;
}

/** Guarantee: `toStored` wrote it, and the column has no other writer. */
function decisionOf(text: string): Decision {
  return JSON.parse(text) as Decision;
}

/** Guarantee: `toStored` wrote it, and the column has no other writer. */
function stepsOf(text: string): Step[] {
  return JSON.parse(text) as Step[];
}
