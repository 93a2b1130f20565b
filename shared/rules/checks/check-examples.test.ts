import { civilDate } from "#shared/calendar/civil-date.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import {
  examplesOf,
  met,
  unknown,
  unmet,
  type Example,
  type ExampleRow,
} from "#shared/rules/example.ts";
import { absent, ageAtLeast, ageBelow, atLeast, holds } from "#shared/rules/language/compare.ts";
import { type Condition } from "#shared/rules/language/condition.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { type Version } from "#shared/rules/policy.ts";
import { describe, expect, it } from "vitest";
import {
  on,
  examples,
  soundPolicy,
  broken,
  found,
  foundOf,
  finding,
  amountInWords,
  soundVersion,
} from "#shared/testing/a-sound-policy.ts";

describe("examples", () => {
  const without = (name: string) => examples.filter((one) => one.name !== name);
  const also = (row: ExampleRow) => [
    ...examples,
    ...examplesOf({ hukouDistrict: "310101" }, [row]),
  ];

  it("on both sides of each threshold are wanted", () => {
    expect(found(soundPolicy, without("六十五岁"))).toEqual(
      finding("年满65周岁", "just on the threshold"),
    );
    expect(found(soundPolicy, without("前一天"))).toEqual(
      finding("年满65周岁", "just beyond the threshold"),
    );
    expect(found(soundPolicy, without("七十岁"))).toEqual(
      finding(amountInWords, "just on the threshold"),
    );
    expect(found(soundPolicy, without("七十岁前一天"))).toEqual(
      finding(amountInWords, "just beyond"),
    );
  });

  it("show a threshold only where the step changes the answer", () => {
    const hidden = examples.map((one) =>
      one.name === "六十五岁"
        ? { ...one, facts: { ...one.facts, hukouDistrict: "elsewhere" as const }, expect: unmet() }
        : one,
    );
    expect(found(soundPolicy, hidden)).toEqual(finding("年满65周岁", "just on the threshold"));
  });

  it("of an earlier version count for a later one with the same rule, not for one with its own", () => {
    const until = civilDate("2021-12-31");
    const later = { ...soundVersion, id: "2022", from: civilDate("2022-01-01") };
    const own = { ...later, eligible: all(hasShanghaiHukou, ageAtLeast(65)) };
    const early = examples.map((one) => ({ ...one, on: "2021-03-01" }));
    const its = [...early, { ...early[4], name: "后一版", on } as Example];
    const both = (version: Version) =>
      found(
        broken({}, { versions: [{ ...soundVersion, until }, version] }),
        its.map((one) => ({ ...one, facts: shifted(one) })),
      ).filter((text) => text.includes("threshold"));
    expect(both(later)).toEqual([]);
    expect(both(own)).toEqual(finding("年满65周岁", "just on the threshold"));
  });

  it("with a clause as the sole reason are wanted", () => {
    expect(found(soundPolicy, without("外省市"))).toEqual(
      finding("户籍在本市", "for this clause alone"),
    );
  });

  it("that are not judged so are found", () => {
    const wrong = also(["错误", on, { birthDate: "1950-01-01" }, met(100_00)]);
    expect(found(soundPolicy, wrong)).toEqual(finding("example 错误", "is judged as"));
    const verdict = also(["错误", on, { birthDate: "1950-01-01" }, unmet()]);
    expect(found(soundPolicy, verdict)).toEqual(finding("example 错误", "is judged as"));
    const missing = also(["错误", on, { birthDate: "missing" }, unknown("sex")]);
    expect(found(soundPolicy, missing)).toEqual(finding("example 错误", "is judged as"));
  });

  it("of facts that nobody could report are found", () => {
    const facts = (its: object) => also(["错误", on, its, unmet()]);
    expect(found(soundPolicy, facts({ disabilityGrade: 5 }))).toEqual(
      finding("example 错误, disabilityGrade", "1 to 4"),
    );
    expect(found(soundPolicy, facts({ birthDate: "1961-02-30" }))).toEqual(
      finding("example 错误", "real day"),
    );
    expect(found(soundPolicy, facts({ sizeClass: "large" }))).toEqual(
      finding("example 错误", "not about"),
    );
    expect(found(soundPolicy, facts({ employee: [] }))).toEqual(
      finding("example 错误, employee", "not about"),
    );
    expect(found(soundPolicy, facts({ child: [{ sizeClass: "large" }] }))).toEqual(
      finding("example 错误", "not about"),
    );
    expect(found(soundPolicy, facts({ shoeSize: 42 }))).toEqual(
      finding("example 错误, shoeSize", "no such fact"),
    );
    expect(found(soundPolicy, facts({ hukouDistrict: "310103" }))).toEqual(
      finding("example 错误", "as it is kept"),
    );
    expect(found(soundPolicy, also(["错误", "2026-02-30", {}, unmet()]))).toEqual(
      finding("example 错误", "no real day"),
    );
  });

  it("show all three verdicts, every version, and each something else", () => {
    expect(found(soundPolicy, without("不明"))).toEqual(
      finding("examples", "No example is unknown"),
    );
    expect(found(soundPolicy, [])).toEqual(finding("examples", "No example falls under it"));
    expect(found(soundPolicy, also(["不明", on, {}, unknown("birthDate")]))).toEqual(
      finding("example 不明", "same name"),
    );
  });
});

describe("parts that can never matter", () => {
  const idle = (eligible: Condition) => foundOf(eligible).filter((text) => text.includes("Nobody"));

  it("are found where another part says more", () => {
    expect(idle(all(hasShanghaiHukou, ageAtLeast(65), ageAtLeast(60)))).toEqual(
      finding("年满60周岁", "Nobody"),
    );
    const either = any(ageAtLeast(65), ageAtLeast(70));
    expect(idle(all(hasShanghaiHukou, either))).toEqual(finding("", "“年满70周岁”"));
  });

  it("are found where no subject can meet them all", () => {
    const never = all(ageAtLeast(65), ageBelow(60));
    expect(idle(all(hasShanghaiHukou, any(ageAtLeast(65), never)))).toEqual(
      finding("", "“年满65周岁，并且未满60周岁”"),
    );
  });

  it("are none in a sound rule, however deep", () => {
    const deep = all(
      hasShanghaiHukou,
      ageAtLeast(65),
      atLeast(2, holds("veteran"), absent("disabilityGrade"), holds("martyrFamily")),
    );
    expect(idle(deep)).toEqual([]);
  });
});

/** The same facts five years earlier. */
function shifted({ on: day, facts }: Example): Example["facts"] {
  const { birthDate } = facts;
  if (day === on || birthDate === undefined) return facts;
  return { ...facts, birthDate: `${Number(birthDate.slice(0, 4)) - 5}${birthDate.slice(4)}` };
}
