import { plainPeriod } from "#shared/entitlements/period-of-relative.ts";
import { type Objection, textContext } from "#shared/objections/objection.ts";
import { policyById } from "#shared/policies/index.ts";
import { open } from "#shared/sealing/seal.ts";

/** An objection as staff see it in a list: how it was raised, and never by whom. */
export function toldObjection(objection: Objection) {
  const { id, policy, period, entitlement, raisedBy, state, freezes, amountFen } = objection;
  const { lodgedAt, consideredAt, consideredBy, answeredAt, answeredBy, outcome } = objection;
  return {
    id,
    policy,
    title: policyById(policy)?.title ?? policy,
    ...(period === "" ? {} : { period: plainPeriod(period) }),
    ...(entitlement === "" ? {} : { entitlement }),
    raisedBy,
    state,
    frozen: freezes === 1,
    ...(amountFen === null ? {} : { amountFen }),
    lodgedAt: instant(lodgedAt),
    ...(consideredBy === null ? {} : { consideredBy }),
    ...(consideredAt === null ? {} : { consideredAt: instant(consideredAt) }),
    ...(answeredBy === null ? {} : { answeredBy }),
    ...(answeredAt === null ? {} : { answeredAt: instant(answeredAt) }),
    ...(outcome === null ? {} : { outcome }),
  };
}

const instant = (at: number): string => new Date(at).toISOString();

/** The same with its texts, opened. */
export async function detailOf(groundsKey: string, objection: Objection) {
  const { id, groundsSealed, consideredText, answeredText } = objection;
  const opened = async (column: Parameters<typeof textContext>[1], text: string | null) => {
    if (text === null) return undefined;
    const found = await open(groundsKey, textContext(id, column), text);
    if (found === undefined) throw new Error("a text cannot be opened: the vault's key is wrong");
    return found;
  };
  const [grounds, acceptance, answer] = await Promise.all([
    opened("grounds", groundsSealed),
    opened("considered", consideredText),
    opened("answered", answeredText),
  ]);
  return {
    ...toldObjection(objection),
    grounds: grounds ?? "",
    ...(acceptance === undefined ? {} : { acceptance }),
    ...(answer === undefined ? {} : { answer }),
  };
}
