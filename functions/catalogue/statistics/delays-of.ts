import type { Statistics } from "#shared/contract/statistics.schema.ts";
import { isOfPeople, titleOf, type Waiting } from "#shared/delays/select-waiting.ts";
import { hideSmallGroups, withTotals } from "#shared/disclosure/hide-small-groups.ts";

type Delays = Statistics["delays"];

/** What may be told of what waits: of fewer than five people neither how many they are nor how many are late. */
export function delaysOf(rows: readonly Waiting[]): Delays {
  const counted = rows.flatMap(({ countedAt }) => countedAt ?? []);
  return {
    ...(counted.length === 0 ? {} : { countedAt: new Date(Math.min(...counted)).toISOString() }),
    kinds: rows.toSorted((a, b) => (a.kind < b.kind ? -1 : 1)).map(toldOf),
  };
}

function toldOf({ kind, waiting, late, undated }: Waiting): Delays["kinds"][number] {
  const title = titleOf(kind);
  if (!isOfPeople(kind)) return { kind, title, waiting, late, undated };
  // Whoever knows three of these knows the fourth.
  const [hidden = []] = hideSmallGroups(withTotals([[late, undated, waiting - late - undated]], 3));
  return {
    kind,
    title,
    waiting: hidden[3] ? null : waiting,
    late: hidden[0] ? null : late,
    undated: hidden[1] ? null : undated,
  };
}
