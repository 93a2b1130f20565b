import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate, daysBetween, type CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { keyOn } from "#shared/rules/language/fact-reference.ts";
import type { FactReading, Readings } from "#shared/rules/reading.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { namedInAmount, namedInCondition } from "#shared/rules/walk.ts";
import { policies } from "./index.ts";

/**
 * Everything that could be read of one subject, by fact and period: "birthDate", "child[1].birthDate" of the first
 * child; "child" is "absent" where the children are known to be all, and "child.length" how many there are.
 */
type Facts = Readonly<Record<string, FactReading>>;

const from = civilDate("2016-01-01");
const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(from, n));
const birth = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays(civilDate("1912-01-01"), n));
const recentBirth = fc
  .integer({ min: 0, max: 8000 })
  .map((n) => addDays(civilDate("2000-01-01"), n));

const at = (facts: Facts, key: string): FactReading => facts[key] ?? { state: "missing" };

function readingsOf(facts: Facts, onRead: (key: string) => void = () => undefined): Readings {
  const read = (key: string): FactReading => {
    onRead(key);
    return at(facts, key);
  };
  return {
    fact: read,
    related(relation) {
      const { state, changesOn } = read(relation);
      return {
        isComplete: state === "absent",
        members: membersOf(facts, relation).map((id) => ({
          id,
          fact: (key) => read(`${id}.${key}`),
        })),
        ...(changesOn === undefined ? {} : { changesOn }),
      };
    },
  };
}

/** "child[1]", "child[2]" */
function membersOf(facts: Facts, relation: string): string[] {
  const length = at(facts, `${relation}.length`);
  const count = length.state === "known" ? Number(length.value) : 0;
  return Array.from({ length: count }, (_, index) => `${relation}[${index + 1}]`);
}

const mostRelatives = 2;

/** Every name under which a version reads a fact or a relation on a day. */
function keysOn({ eligible, amount }: Version, on: CivilDate): string[] {
  return [...namedInCondition(eligible), ...namedInAmount(amount)].flatMap((one) => {
    if (one.kind === "parameter") return [];
    if (one.kind === "relation") return [one.relation];
    const key = keyOn(one.fact, on);
    if (one.relation === undefined) return [key];
    return Array.from({ length: mostRelatives }, (_, n) => `${one.relation}[${n + 1}].${key}`);
  });
}

/** Every name under which the policy reads a fact or a relation from 2016 to 2028. */
function keysOf(policy: Policy): string[] {
  const versions: readonly Version[] = policy.versions;
  const days = Array.from({ length: 13 }, (_, n) => civilDate(`${2016 + n}-07-01`));
  return [...new Set(versions.flatMap((version) => days.flatMap((on) => keysOn(version, on))))];
}

/** The fact's own name: that of a relative's without the relative. */
const factIn = (key: string): string => key.replace(/^\w+\[\d+\]\./, "");

function valueArbitrary(key: string, headcount: number): fc.Arbitrary<boolean | number | string> {
  const parsed = parseFactName(factIn(key));
  if (!parsed.ok) throw new Error(key);
  const { type } = parsed.definition;
  switch (type.kind) {
    case "boolean":
      return fc.boolean();
    case "date":
      if (factIn(key) !== "birthDate") return day;
      return key === "birthDate" ? birth : recentBirth;
    case "choice":
      return fc.constantFrom(...Object.keys(type.values));
    case "district":
      return fc.constantFrom("310101", "310115", "elsewhere");
    case "code":
      return fc.constant("I6210");
    case "integer":
      if (key.startsWith("naturalAttrition")) return fc.integer({ min: 0, max: 3 });
      if (type.unit === "fen") return fc.integer({ min: 0, max: 10_000_000 });
      if (type.unit !== "people") return fc.integer({ min: type.min, max: type.max ?? 100 });
      return fc.oneof(
        { weight: 9, arbitrary: fc.integer({ min: Math.max(0, headcount - 3), max: headcount }) },
        { weight: 1, arbitrary: fc.constant(0) },
      );
  }
  return type satisfies never;
}

function readingArbitrary(key: string, headcount: number): fc.Arbitrary<FactReading> {
  if (isRelationName(key)) {
    const { absence } = relationDefinition(key);
    const missing: FactReading = { state: "missing" };
    if (absence.means === "unknown") return fc.constant(missing);
    return fc.constantFrom<FactReading>({ state: "absent" }, { state: "absent" }, missing);
  }
  const parsed = parseFactName(factIn(key));
  if (!parsed.ok) throw new Error(key);
  const { steward, absence, type } = definitionOf(parsed.name);
  const known = valueArbitrary(key, headcount).map((value): FactReading => ({
    state: "known",
    value,
    reportedBy: steward,
    observedAt: "2022-03-08T00:00:00Z",
  }));
  const missing = fc.constantFrom<FactReading>({ state: "missing" }, { state: "conflict" });
  if (absence.means === "unknown") {
    return fc.oneof({ weight: 12, arbitrary: known }, { weight: 1, arbitrary: missing });
  }
  const absent = fc.constant<FactReading>({ state: "absent" });
  const isEvent = type.kind === "date";
  return fc.oneof(
    { weight: isEvent ? 2 : 9, arbitrary: known },
    { weight: isEvent ? 15 : 6, arbitrary: absent },
    { weight: 1, arbitrary: missing },
  );
}

/** How many relatives of each kind are reported. */
function lengthsArbitrary(keys: readonly string[]): fc.Arbitrary<Facts> {
  const lengths = keys.filter(isRelationName).map((relation) =>
    fc.integer({ min: 0, max: mostRelatives }).map((value): [string, FactReading] => {
      const [reportedBy] = relationDefinition(relation).stewards;
      const observedAt = "2022-03-08T00:00:00Z";
      return [`${relation}.length`, { state: "known", value, reportedBy, observedAt }];
    }),
  );
  return fc.tuple(...lengths).map((entries) => Object.fromEntries(entries));
}

function factsArbitrary(policy: Policy): fc.Arbitrary<Facts> {
  const keys = keysOf(policy);
  return fc
    .integer({ min: 1, max: 60 })
    .chain((headcount) =>
      fc
        .tuple(
          lengthsArbitrary(keys),
          ...keys.map((key) =>
            readingArbitrary(key, headcount).map((reading) => ({ [key]: reading })),
          ),
        )
        .map((parts): Facts => Object.assign({}, ...parts)),
    );
}

const answer = ({ verdict, amountFen, version }: Judgement) => ({ verdict, amountFen, version });

describe.each(policies)("$title", (policy: Policy) => {
  const keys = keysOf(policy);
  const readings = factsArbitrary(policy);
  const key = fc.constantFrom(...keys);
  const judgeOn = (facts: Facts, on: CivilDate) => judge(policy, readingsOf(facts), on);

  it("the generated subjects get all three verdicts, so that the laws below say something", () => {
    const seen = new Set(
      fc.sample(fc.tuple(readings, day), 600).map(([facts, on]) => judgeOn(facts, on).verdict),
    );
    expect(seen).toEqual(new Set(["met", "unmet", "unknown"]));
  });

  it("no fact, no “no”: one fact less never makes an unknown verdict known", () => {
    fc.assert(
      fc.property(readings, day, key, (facts, on, lost) => {
        fc.pre(judgeOn(facts, on).verdict === "unknown");
        expect(judgeOn({ ...facts, [lost]: { state: "missing" } }, on).verdict).toBe("unknown");
      }),
    );
  });

  it.each(keys.filter(isRelationName))(
    "no relative, no “no”: one %s less never makes an unknown verdict known",
    (relation) => {
      fc.assert(
        fc.property(readings, day, (facts, on) => {
          const length = at(facts, `${relation}.length`);
          fc.pre(length.state === "known" && length.value !== 0);
          fc.pre(judgeOn(facts, on).verdict === "unknown");
          const value = membersOf(facts, relation).length - 1;
          const less: Facts = {
            ...facts,
            [relation]: { state: "missing" },
            [`${relation}.length`]: length.state === "known" ? { ...length, value } : length,
          };
          expect(judgeOn(less, on).verdict).toBe("unknown");
        }),
      );
    },
  );

  it("one fact more never makes a known verdict unknown", () => {
    fc.assert(
      fc.property(readings, day, key, fc.gen(), (facts, on, found, gen) => {
        const less = { ...facts, [found]: { state: "missing" } } as const;
        fc.pre(judgeOn(less, on).verdict !== "unknown");
        const more = { ...facts, [found]: gen(() => readingArbitrary(found, 20)) };
        fc.pre(!["missing", "conflict"].includes(more[found]?.state ?? "missing"));
        expect(judgeOn(more, on).verdict).not.toBe("unknown");
      }),
    );
  });

  it("a fact in conflict is judged as one that is missing", () => {
    fc.assert(
      fc.property(readings, day, key, (facts, on, disputed) => {
        fc.pre(!isRelationName(disputed));
        const judged = (state: "conflict" | "missing") => {
          const { reason: _, gaps, ...rest } = judgeOn({ ...facts, [disputed]: { state } }, on);
          return { ...rest, gaps: gaps.map(({ fact }) => fact) };
        };
        expect(judged("conflict")).toEqual(judged("missing"));
      }),
    );
  });

  it("unknown says what is missing, and only then", () => {
    fc.assert(
      fc.property(readings, day, (facts, on) => {
        const { verdict, missing, amountFen, period } = judgeOn(facts, on);
        expect(missing.length > 0).toBe(verdict === "unknown");
        for (const { fact } of missing) {
          const [relation = "", own] = fact.split(".");
          const keysOfFact =
            own === undefined ? [fact] : membersOf(facts, relation).map((id) => `${id}.${own}`);
          const states = keysOfFact.map((one) => at(facts, one).state);
          expect(states.some((state) => state === "missing" || state === "conflict")).toBe(true);
        }
        expect(verdict === "met" || (amountFen === undefined && period === undefined)).toBe(true);
        expect(amountFen === undefined || (Number.isSafeInteger(amountFen) && amountFen > 0)).toBe(
          true,
        );
      }),
    );
  });

  it("the judge reads only what the version in force names", () => {
    fc.assert(
      fc.property(readings, day, (facts, on) => {
        const version = versionOn(policy, on);
        const named = new Set(version === undefined ? [] : keysOn(version, on));
        judge(
          policy,
          readingsOf(facts, (read) => expect(named).toContain(read)),
          on,
        );
      }),
    );
  });

  it("until the next change nothing changes", () => {
    fc.assert(
      fc.property(readings, day, fc.integer({ min: 1, max: 3000 }), (facts, on, ahead) => {
        const judgement = judgeOn(facts, on);
        const { nextChangeOn } = judgement;
        expect(nextChangeOn === undefined || nextChangeOn > on).toBe(true);
        const until = nextChangeOn ?? civilDate("2028-01-01");
        const days = Math.min(daysBetween(on, until), 40);
        const steps = Array.from({ length: Math.max(0, days - 1) }, (_, n) => addDays(on, n + 1));
        for (const later of [...steps, addDays(on, ahead), addDays(until, -1)]) {
          if (later <= on || later >= until) continue;
          expect({ later, ...answer(judgeOn(facts, later)) }).toEqual({
            later,
            ...answer(judgement),
          });
        }
      }),
    );
  });

  it("a reading that is about to change is looked at again in time", () => {
    fc.assert(
      fc.property(
        readings,
        day,
        key,
        fc.integer({ min: 1, max: 500 }),
        (facts, on, changing, n) => {
          const changesOn = addDays(on, n);
          const reading = { ...at(facts, changing), changesOn };
          const read = new Set<string>();
          const { nextChangeOn } = judge(
            policy,
            readingsOf({ ...facts, [changing]: reading }, (one) => read.add(one)),
            on,
          );
          const isRead = read.has(changing);
          expect(!isRead || (nextChangeOn !== undefined && nextChangeOn <= changesOn)).toBe(true);
        },
      ),
    );
  });
});
