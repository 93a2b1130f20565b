import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { factLabel, parseFactName } from "#shared/facts/fact-name.ts";
import { checkFactValue, formatFactValue } from "#shared/facts/fact-value.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import type { BoundaryExample } from "#shared/rules/boundaries.ts";
import type { ExampleFacts } from "#shared/rules/example.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";

/** One side of a threshold: what is different there, and what follows. */
interface BoundarySide {
  /** "出生日期1956年5月1日" */
  readonly who: string;
  /** "每月75元", "不能享受" */
  readonly gets: string;
}

/** Two subjects on both sides of a threshold, who differ in nothing else. */
export interface BoundaryPair {
  readonly threshold: string;
  readonly on: CivilDate;
  readonly sides: readonly [BoundarySide, BoundarySide];
  /** What both have in common, as far as the example says it; may be empty. */
  readonly alike: string;
  /** What differs tells health, poverty or loss: nothing to put before everybody's eyes. */
  readonly isSensitive: boolean;
}

/** The examples pair by pair, in words. */
export function boundaryPairs(
  policy: Policy,
  version: Version,
  examples: readonly BoundaryExample[],
): BoundaryPair[] {
  return examples.flatMap((one, index) => {
    const other = examples[index + 1];
    if (one.side !== "on" || other === undefined) return [];
    const [here, there] = [saidIn(one.facts), saidIn(other.facts)];
    return [
      {
        threshold: one.threshold,
        on: one.on,
        sides: [
          { who: differenceOf(here, there), gets: resultText(policy, version, one) },
          { who: differenceOf(there, here), gets: resultText(policy, version, other) },
        ],
        alike: [...here]
          .flatMap(([label, { value }]) =>
            there.get(label)?.value === value ? [`${label}${value}`] : [],
          )
          .join("，"),
        isSensitive: [...here].some(
          ([label, { value, isSensitive }]) => isSensitive && there.get(label)?.value !== value,
        ),
      },
    ];
  });
}

const perPeriod = {
  month: "每月",
  quarter: "每季度",
  year: "每年",
  once: "一次性",
  visit: "每次",
} as const;

/** What somebody gets: "每月75元", "免费入园", "不能享受", "数据不全，等待核实". */
function resultText(
  { period }: Policy,
  { amount }: Version,
  { verdict, amountFen }: { readonly verdict: BoundaryExample["verdict"]; amountFen?: number },
): string {
  switch (verdict) {
    case "met":
      if (amountFen !== undefined) return `${perPeriod[period]}${formatYuan(fen(amountFen))}`;
      return amount.kind === "none" ? amount.benefit : "可以享受";
    case "unmet":
      return "不能享受";
    case "unknown":
      return "数据不全，等待核实";
  }
  return verdict satisfies never;
}

interface Said {
  readonly value: string;
  readonly isSensitive: boolean;
}

/** What an example says, by what it is called: "出生日期", "子女1的出生日期". */
function saidIn(facts: ExampleFacts, whose = ""): Map<string, Said> {
  const said = new Map<string, Said>();
  for (const [key, value] of Object.entries(facts)) {
    if (value === undefined) continue;
    if (isRelationName(key)) {
      const { label } = relationDefinition(key);
      const members = facts[key] ?? [];
      if (members === "missing") continue;
      said.set(label, { value: `${members.length}名`, isSensitive: false });
      for (const [index, member] of members.entries()) {
        const number = members.length === 1 ? "" : String(index + 1);
        for (const one of saidIn(member, `${label}${number}的`)) said.set(...one);
      }
      continue;
    }
    const parsed = parseFactName(key);
    if (!parsed.ok) continue;
    const definition = definitionOf(parsed.name);
    const checked = checkFactValue(definition, value);
    said.set(`${whose}${factLabel(parsed)}`, {
      value: checked.ok ? formatFactValue(definition, checked.value) : "不明",
      isSensitive: definition.sensitive,
    });
  }
  return said;
}

function differenceOf(one: ReadonlyMap<string, Said>, other: ReadonlyMap<string, Said>): string {
  const own = [...one].flatMap(([label, { value }]) =>
    other.get(label)?.value === value ? [] : [`${label}${value}`],
  );
  const lacking = [...other.keys()].flatMap((label) => (one.has(label) ? [] : [`没有${label}`]));
  return [...own, ...lacking].join("，");
}
