import { civilDate } from "#shared/calendar/civil-date.ts";
import { hasShanghaiHukou } from "#shared/rules/clauses/person.ts";
import { examplesOf, unmet, type Example, type ExampleRow } from "#shared/rules/example.ts";
import { ageAtLeast, holds } from "#shared/rules/language/compare.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import {
  aFinding,
  broken,
  examples,
  foundBy,
  on,
  soundPolicy,
  soundVersion,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkSoleReasons } from "./sole-reasons.ts";

const noneFor = (clause: string) =>
  aFinding(
    clause,
    "No example is refused for this clause alone. Add one that fails it and meets all the others.",
    "没有仅因这一条款不予享受的例子，请补充（其他条款均符合）。",
  );
const without = (...names: readonly string[]): Example[] =>
  examples.filter(({ name }) => !names.includes(name));
const found = (its: readonly Example[]) => foundBy(checkSoleReasons, soundPolicy, its);

describe("a clause is the sole reason of a refusal", () => {
  it("in an example of a sound policy", () => {
    expect(found(examples)).toEqual([]);
  });

  it("or is found", () => {
    expect(found(without("外省市"))).toEqual([noneFor("户籍在本市")]);
    expect(found(without("前一天"))).toEqual([noneFor("年满65周岁")]);
    expect(found([])).toEqual([noneFor("户籍在本市"), noneFor("年满65周岁")]);
  });

  it("not in an example that fails another clause too", () => {
    const neither: ExampleRow = [
      "年轻的外省市",
      on,
      { birthDate: "1990-03-01", hukouDistrict: "elsewhere" },
      unmet(),
    ];
    expect(found([...without("外省市"), ...examplesOf({}, [neither])])).toEqual([
      noneFor("户籍在本市"),
    ]);
  });

  it("not in an example of whom another clause is not known", () => {
    const young: ExampleRow = [
      "户籍不明",
      on,
      { birthDate: "1990-03-01", hukouDistrict: "missing" },
      unmet(),
    ];
    expect(found([...without("前一天"), ...examplesOf({}, [young])])).toEqual([
      noneFor("年满65周岁"),
    ]);
  });

  it("not in an example that falls under no version", () => {
    const early = examples.map((one) => ({ ...one, on: "2019-12-31" }));
    const unreal = examples.map((one) => ({ ...one, on: "2026-02-30" }));
    expect(found([...early, ...unreal])).toHaveLength(2);
  });

  it("as a whole, whatever its parts", () => {
    const eligible = all(hasShanghaiHukou, any(ageAtLeast(65), holds("veteran")));
    expect(foundBy(checkSoleReasons, broken({ eligible }), examples)).toEqual([]);
  });
});

describe("an example of another version", () => {
  const until = civilDate("2026-12-31");
  const next = { ...soundVersion, id: "2027", from: civilDate("2027-01-01") };
  /** The findings of the later version, under which no example falls. */
  const foundOfNext = (change: Loose) => {
    const one = broken(
      {},
      {
        versions: [
          { ...soundVersion, until },
          { ...next, ...change },
        ],
      },
    );
    const version = one.versions.at(-1) ?? soundVersion;
    return checkSoleReasons(one, version, examples);
  };

  it("shows the clauses that both name", () => {
    expect(foundOfNext({})).toEqual([]);
  });

  it("shows no clause that only reads the same", () => {
    const eligible = all(hasShanghaiHukou, ageAtLeast(65));
    expect(foundOfNext({ eligible })).toEqual([{ ...noneFor("年满65周岁"), version: "2027" }]);
  });
});
