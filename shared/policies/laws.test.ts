import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate, daysBetween, type CivilDate } from "#shared/calendar/civil-date.ts";
import { definitionOf } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { factKeysOf } from "#shared/rules/data-requirement.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import type { FactReading, ReadFact } from "#shared/rules/reading.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { policies } from "./index.ts";

/** Everything that could be read of one subject, by fact and period. */
type Readings = Readonly<Record<string, FactReading>>;

const from = civilDate("2016-01-01");
const day = fc.integer({ min: 0, max: 4000 }).map((n) => addDays(from, n));
const birth = fc.integer({ min: 0, max: 36_000 }).map((n) => addDays(civilDate("1912-01-01"), n));

const readOf =
  (readings: Readings): ReadFact =>
  (key) =>
    readings[key] ?? { state: "missing" };

/** Every name under which the policy reads a fact from 2016 to 2028. */
function keysOf(policy: Policy): string[] {
  const versions: readonly Version[] = policy.versions;
  const days = Array.from({ length: 13 }, (_, n) => civilDate(`${2016 + n}-07-01`));
  return [...new Set(versions.flatMap((version) => days.flatMap((on) => factKeysOf(version, on))))];
}

function valueArbitrary(key: string, headcount: number): fc.Arbitrary<boolean | number | string> {
  const parsed = parseFactName(key);
  if (!parsed.ok) throw new Error(key);
  const { type } = parsed.definition;
  switch (type.kind) {
    case "boolean":
      return fc.boolean();
    case "date":
      return key === "birthDate" ? birth : day;
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
  const parsed = parseFactName(key);
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

function readingsArbitrary(policy: Policy): fc.Arbitrary<Readings> {
  const keys = keysOf(policy);
  return fc
    .integer({ min: 1, max: 60 })
    .chain((headcount) =>
      fc
        .tuple(...keys.map((key) => readingArbitrary(key, headcount)))
        .map((readings) =>
          Object.fromEntries(
            keys.map((key, index) => [key, readings[index] ?? { state: "missing" }]),
          ),
        ),
    );
}

const answer = ({ verdict, amountFen, version }: Judgement) => ({ verdict, amountFen, version });

describe.each(policies)("$title", (policy: Policy) => {
  const keys = keysOf(policy);
  const readings = readingsArbitrary(policy);
  const key = fc.constantFrom(...keys);
  const judgeOn = (facts: Readings, on: CivilDate) => judge(policy, readOf(facts), on);

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
        const { reason: _, ...withConflict } = judgeOn(
          { ...facts, [disputed]: { state: "conflict" } },
          on,
        );
        const { reason: __, ...without } = judgeOn(
          { ...facts, [disputed]: { state: "missing" } },
          on,
        );
        expect(withConflict).toEqual(without);
      }),
    );
  });

  it("unknown says what is missing, and only then", () => {
    fc.assert(
      fc.property(readings, day, (facts, on) => {
        const { verdict, missing, amountFen, period } = judgeOn(facts, on);
        expect(missing.length > 0).toBe(verdict === "unknown");
        for (const { fact } of missing)
          expect(["missing", "conflict"]).toContain(facts[fact]?.state);
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
        const named = new Set(version === undefined ? [] : factKeysOf(version, on));
        judge(
          policy,
          (read) => {
            expect(named).toContain(read);
            return readOf(facts)(read);
          },
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
          const reading = { ...(facts[changing] ?? { state: "missing" as const }), changesOn };
          let isRead = false;
          const { nextChangeOn } = judge(
            policy,
            (read) => {
              if (read !== changing) return readOf(facts)(read);
              isRead = true;
              return reading;
            },
            on,
          );
          expect(!isRead || (nextChangeOn !== undefined && nextChangeOn <= changesOn)).toBe(true);
        },
      ),
    );
  });
});
