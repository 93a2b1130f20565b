import type { Place } from "#shared/rules/boundaries/nodes.ts";
import type { Share } from "#shared/rules/language/share.ts";

type Fault = readonly [en: string, zh: string];

/** A share is a fraction of exact integers, and as a part of a sum it is never more than the whole. */
export function sharesAt({ node, above }: Place): Fault[] {
  if (node.kind !== "share") return [];
  const isOfSum = above.some(
    (one) => one.node.kind === "number" && one.node.number.kind === "proportion",
  );
  return sharesIn(node.share).flatMap(({ numerator, denominator }): Fault[] => {
    const isFraction = [numerator, denominator].every((one) => Number.isSafeInteger(one));
    if (!isFraction || denominator <= 0 || numerator < 0) {
      return [
        [
          `${numerator}/${denominator} is no share. Write a fraction of integers with a positive denominator.`,
          `${numerator}/${denominator} 不是有效的比例，请写成分母为正的整数分数。`,
        ],
      ];
    }
    if (!isOfSum || numerator <= denominator) return [];
    return [
      [
        `${numerator}/${denominator} of a sum is more than the sum itself. Correct the percentage.`,
        "比例超过100%，请更正。",
      ],
    ];
  });
}

function sharesIn(share: Extract<Place["node"], { kind: "share" }>["share"]): readonly Share[] {
  if (share.kind === "share") return [share];
  return share.kind === "parameter" ? share.parameter.values.map(({ value }) => value) : [];
}
