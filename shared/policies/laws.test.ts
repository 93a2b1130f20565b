import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { addDays, civilDate, daysBetween, type CivilDate } from "#shared/calendar/civil-date.ts";
import { isRelationName } from "#shared/facts/relations.ts";
import { judge } from "#shared/rules/judge.ts";
import type { Judgement } from "#shared/rules/judgement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import {
  at,
  dayFor,
  type Facts,
  factsArbitrary,
  figuresIn,
  keysOf,
  keysOn,
  membersOf,
  readingArbitrary,
  readingsOf,
} from "#shared/testing/arbitrary-readings.ts";
import { policies } from "./index.ts";

const answer = ({ verdict, amountFen, version }: Judgement) => ({ verdict, amountFen, version });

describe.each(policies)("$title", (policy: Policy) => {
  const keys = keysOf(policy);
  const readings = factsArbitrary(policy);
  const key = fc.constantFrom(...keys);
  const someDay = dayFor(policy);
  const figures = figuresIn(policy);
  const judgeOn = (facts: Facts, on: CivilDate) => judge(policy, readingsOf(facts), on);

  it("the generated subjects get all three verdicts, so that the laws below say something", () => {
    const seen = new Set(
      fc.sample(fc.tuple(readings, someDay), 600).map(([facts, on]) => judgeOn(facts, on).verdict),
    );
    expect(seen).toEqual(new Set(["met", "unmet", "unknown"]));
  });

  it("no fact, no “no”: one fact less never makes an unknown verdict known", () => {
    fc.assert(
      fc.property(readings, someDay, key, (facts, on, lost) => {
        fc.pre(judgeOn(facts, on).verdict === "unknown");
        expect(judgeOn({ ...facts, [lost]: { state: "missing" } }, on).verdict).toBe("unknown");
      }),
    );
  });

  it.each(keys.filter(isRelationName))(
    "no relative, no “no”: one %s less never makes an unknown verdict known",
    (relation) => {
      fc.assert(
        fc.property(readings, someDay, (facts, on) => {
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
      fc.property(readings, someDay, key, fc.gen(), (facts, on, found, gen) => {
        const less = { ...facts, [found]: { state: "missing" } } as const;
        fc.pre(judgeOn(less, on).verdict !== "unknown");
        const more = { ...facts, [found]: gen(() => readingArbitrary(found, 20, figures)) };
        fc.pre(!["missing", "conflict"].includes(more[found]?.state ?? "missing"));
        expect(judgeOn(more, on).verdict).not.toBe("unknown");
      }),
    );
  });

  it("a fact in conflict is judged as one that is missing", () => {
    fc.assert(
      fc.property(readings, someDay, key, (facts, on, disputed) => {
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
      fc.property(readings, someDay, (facts, on) => {
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
      fc.property(readings, someDay, (facts, on) => {
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
      fc.property(readings, someDay, fc.integer({ min: 1, max: 3000 }), (facts, on, ahead) => {
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
        someDay,
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
