import type { PolicyItem, PolicyList } from "#shared/contract/policies.schema.ts";
import { catalogueName } from "./words.ts";

const usualLimit = 50;

/**
 * One page of what satisfies the filters. The cursor is the last id of the page before, so an entry that joins or leaves
 * in between neither repeats nor hides another.
 *
 * @param matching by id
 */
export function listPolicies(
  matching: readonly PolicyItem[],
  {
    cursor,
    limit = usualLimit,
  }: { readonly cursor?: string | undefined; readonly limit?: number | undefined },
): PolicyList {
  const ahead = matching.filter(({ id }) => cursor === undefined || id > cursor);
  const items = ahead.slice(0, limit);
  const last = items.at(-1);
  return {
    title: catalogueName,
    total: matching.length,
    items,
    ...(ahead.length > items.length && last !== undefined ? { nextCursor: last.id } : {}),
  };
}
