import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { placesOf, type Place } from "#shared/rules/boundaries/nodes.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { amountClause, findingsIn, type Finding } from "./finding.ts";
import { isSameNumber, numbersAtPlace, type RuleNumber } from "./rule-numbers.ts";
import { spokenIn } from "./spoken-numbers.ts";

type Fault = readonly [en: string, zh: string];

/**
 * The amount in words, and every clause that has words of its own, name the numbers of the rule beneath them and no
 * others. The amount's words may also name numbers of the conditions: “until 16”.
 */
export function checkWords(policy: Policy, version: Version): Finding[] {
  const say = findingsIn(policy, version);
  const places = placesOf(version);
  const { amountInWords, amount } = version;
  const ofAmount = places.filter(({ node, above }) => (above[0]?.node ?? node).kind === "number");
  const texts = amount.kind === "none" ? [amountInWords, amount.benefit] : [amountInWords];
  const aboutAmount = [
    ...unsaid(amountInWords, ofAmount, version.from),
    ...unfounded(texts, places, policy, version),
  ].map(([en, zh]) => say(amountClause(version), en, zh));
  const aboutClauses = places.flatMap((place) => {
    const { node } = place;
    if (node.kind !== "condition" || node.condition.kind !== "worded") return [];
    const { words } = node.condition;
    const { clause } = words;
    const below = places.filter(({ above }) => above.includes(place));
    return [
      ...unsaid(clause, below, version.from),
      ...unfounded(Object.values(words), below, policy, version),
    ].map(([en, zh]) => say(clause, en, zh));
  });
  return distinct([...aboutAmount, ...aboutClauses]);
}

/** Numbers of the rule that the text does not say. */
function unsaid(text: string, places: readonly Place[], on: CivilDate): Fault[] {
  const spoken = spokenIn(text);
  const numbers = places.flatMap((place) => numbersAtPlace(place, on));
  const missing = numbers.filter(
    (number) =>
      number.mustBeSaid &&
      !spoken.numbers.some((said) => isSameNumber(said, number)) &&
      !(number.label !== undefined && text.includes(number.label)),
  );
  return [
    ...missing.map((number): Fault => [
      `The rule has ${textOf(number)}, but the words do not say it. Say it, or correct the rule.`,
      `规则中的 ${number.text} 没有写入文字，请补充文字或者更正规则。`,
    ]),
    ...daysIn(places)
      .filter((day) => !spoken.days.includes(day))
      .map((day): Fault => [
        `The rule has the day ${day}, but the words do not say it. Say it, or correct the rule.`,
        `规则中的日期 ${day} 没有写入文字，请补充文字或者更正规则。`,
      ]),
  ];
}

/** Numbers of the text that the rule does not have. */
function unfounded(
  texts: readonly string[],
  places: readonly Place[],
  { contact }: Policy,
  { from, until }: Version,
): Fault[] {
  const numbers = places.flatMap((place) => numbersAtPlace(place, from));
  const days = new Set([...daysIn(places), from, until]);
  return texts.flatMap((text) => {
    const spoken = spokenIn(text);
    return [
      ...spoken.numbers
        .filter((said) => said.text !== contact)
        .filter((said) => !numbers.some((number) => isSameNumber(said, number)))
        .map((said): Fault => [
          `The words say “${said.text}”, which the rule does not have. Correct the words or the rule.`,
          `文字中的“${said.text}”与规则不符，请更正文字或者规则。`,
        ]),
      ...spoken.days
        .filter((day) => !days.has(day))
        .map((day): Fault => [
          `The words say ${day}, a day that the rule does not have. Correct the words or the rule.`,
          `文字中的日期 ${day} 与规则不符，请更正文字或者规则。`,
        ]),
    ];
  });
}

function daysIn(places: readonly Place[]): CivilDate[] {
  return places.flatMap(({ node }) => {
    if (node.kind !== "condition") return [];
    const { condition } = node;
    if (condition.kind !== "date" && condition.kind !== "lasted") return [];
    const bound = condition.kind === "date" ? condition.day : condition.on;
    return bound.kind === "day" ? [bound.day] : [];
  });
}

function textOf({ text, of }: RuleNumber): string {
  return of === "number" ? `the number ${text} (people, or fen)` : text;
}

function distinct(findings: readonly Finding[]): Finding[] {
  const texts = new Map(findings.map((finding) => [JSON.stringify(finding), finding]));
  return [...texts.values()];
}
