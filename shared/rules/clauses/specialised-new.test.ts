import { describe, expect, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import type { Condition } from "#shared/rules/language/condition.ts";
import { clauseOn } from "#shared/testing/ask-judge.ts";
import {
  isInAnotherDistrict,
  isInMinhang,
  isNewlyRecognisedByTheCity,
  isNewlyRecognisedByTheState,
} from "./specialised-new.ts";

type Row = readonly [Condition, ExampleFacts, verdict: string, found: string];

describe("a clause about a specialised and innovative enterprise", () => {
  it.each<Row>([
    [
      isNewlyRecognisedByTheCity,
      { specialisedNewCityOn: "2022-01-01" },
      "met",
      "于2022年1月1日首次认定为市级专精特新企业",
    ],
    [
      isNewlyRecognisedByTheCity,
      { specialisedNewCityOn: "2021-12-31" },
      "unmet",
      "没有2022年1月1日以后首次认定为市级专精特新企业的登记",
    ],
    [
      isNewlyRecognisedByTheState,
      { specialisedNewNationalOn: "2022-01-01" },
      "met",
      "于2022年1月1日首次认定为国家级专精特新“小巨人”企业",
    ],
    [
      isNewlyRecognisedByTheState,
      {},
      "unmet",
      "没有2022年1月1日以后首次认定为国家级专精特新“小巨人”企业的登记",
    ],
    [isInMinhang, { registeredDistrict: "310112" }, "met", "登记在闵行区"],
    [isInMinhang, { registeredDistrict: "310104" }, "unmet", "登记所在区为徐汇区，不是闵行区"],
    [isInAnotherDistrict, { registeredDistrict: "310104" }, "met", "登记在徐汇区"],
    [
      isInAnotherDistrict,
      { registeredDistrict: "310112" },
      "unmet",
      "登记在闵行区，不适用这一标准",
    ],
    [
      isInAnotherDistrict,
      { registeredDistrict: "elsewhere" },
      "unmet",
      "登记在外省市，不适用这一标准",
    ],
  ])("%j, of %j, is %s: %s", (condition, facts, verdict, found) => {
    expect(clauseOn(condition, facts)).toMatchObject({ verdict, missing: [], found });
  });

  it("no district has both the standard of Minhang and that of the others", () => {
    for (const registeredDistrict of ["310101", "310112", "310115"] as const) {
      const verdicts = [isInMinhang, isInAnotherDistrict].map(
        (condition) => clauseOn(condition, { registeredDistrict }).verdict,
      );
      expect(verdicts.toSorted()).toEqual(["met", "unmet"]);
    }
  });
});
