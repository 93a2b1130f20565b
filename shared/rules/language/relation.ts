import type { AboutOfRelation, OtherOf, RelationName } from "#shared/facts/relations.ts";
import type { Condition, Related } from "./condition.ts";

/** At least one relative meets the condition. Unmet only where the relatives are known to be all. */
export function some<R extends RelationName>(
  relation: R,
  where: Condition<OtherOf<R>>,
): Related<AboutOfRelation<R>> {
  return { kind: "related", quantifier: "some", relation, where };
}

/**
 * Each relative meets the condition; who has none meets it too. Met only where the relatives are known to be all, so
 * it belongs to relations whose register is complete.
 */
export function every<R extends RelationName>(
  relation: R,
  where: Condition<OtherOf<R>>,
): Related<AboutOfRelation<R>> {
  return { kind: "related", quantifier: "every", relation, where };
}
