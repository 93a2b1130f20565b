import type { PublicEntry, PublicityList } from "#shared/contract/publicity.schema.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import { policyById } from "#shared/policies/index.ts";
import type { PublishedEntry } from "#shared/publicity/entry.ts";

/** One page of the public lists, as it is told outside. */
export function publicityOf(rows: readonly PublishedEntry[], limit: number): PublicityList {
  const items = rows.slice(0, limit).map(told);
  const last = items.at(-1);
  return {
    items,
    ...(rows.length > limit && last !== undefined ? { nextCursor: last.number } : {}),
  };
}

/** Spelled out: a new column must not become public. */
function told(row: PublishedEntry): PublicEntry {
  const { id, policy, period, name, amountFen, openedOn, closesOn } = row;
  const district = districtCodes.find((code) => code === row.district);
  return {
    number: id,
    policy,
    title: policyById(policy)?.title ?? policy,
    period,
    ...(district === undefined ? {} : { district }),
    ...(name === null ? {} : { name }),
    ...(amountFen === null ? {} : { amountFen }),
    from: openedOn,
    until: closesOn,
  };
}
