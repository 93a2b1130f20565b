import { civilDate } from "#shared/calendar/civil-date.ts";
import { benefit, perMonth, perQuarter } from "#shared/rules/language/amount.ts";
import type { NumberExpression, Rounding } from "#shared/rules/language/condition.ts";
import { constant, proportionOf, proRata, sum } from "#shared/rules/language/number.ts";
import { percent } from "#shared/rules/language/share.ts";
import {
  aFinding,
  amountInWords,
  broken,
  foundBy,
  soundPolicy,
  source,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkSources } from "./sources.ts";

const found = (change: Loose) => foundBy(checkSources, broken(change));

describe("a version's source", () => {
  it("cites a document and a clause", () => {
    expect(foundBy(checkSources, soundPolicy)).toEqual([]);
  });

  it.each([
    "",
    " ",
    "TODO",
    "tbd",
    "Fixme",
    "沪府发〔XX〕号",
    "??",
    "？？",
    "第…条",
    "待补",
    "待定",
    "占位",
  ])("cites something: not “%s”", (text) => {
    expect(found({ source: { ...source, document: text } })).toEqual([
      aFinding(
        "source.document",
        `“${text}” cites nothing. Name the document as it is printed.`,
        "没有写明出处，请按原文补充。",
      ),
    ]);
  });

  it("cites a clause, too", () => {
    expect(found({ source: { ...source, clause: "待补" } })).toEqual([
      aFinding(
        "source.clause",
        "“待补” cites nothing. Name the clause as it is printed.",
        "没有写明出处，请按原文补充。",
      ),
    ]);
  });

  it.each(["https://law.example", "http://law.example/a?b=c", "https://www.law.example/%E6%B2%AA"])(
    "is found at an address: %s",
    (url) => {
      expect(found({ source: { ...source, url } })).toEqual([]);
    },
  );

  it.each([
    "law.example",
    "ftp://law.example",
    "https://example",
    "https:///law.example",
    "见https://law.example",
    "https://law.example 第二条",
    "",
  ])("is found at no other text: “%s”", (url) => {
    expect(found({ source: { ...source, url } })).toEqual([
      aFinding("source.url", `“${url}” is no address. Write it whole.`, "不是有效的网址，请写全。"),
    ]);
  });
});

describe("the end of a version's document", () => {
  const untilDay = (inForceUntil: string, until?: string) =>
    found({
      source: { ...source, inForceUntil },
      ...(until === undefined ? {} : { until: civilDate(until) }),
    });

  it("is not before the version's", () => {
    expect(untilDay("2025-12-31", "2025-12-31")).toEqual([]);
    expect(untilDay("2025-12-31", "2025-12-30")).toEqual([]);
    const outlived = [
      aFinding(
        "source.inForceUntil",
        "The version goes on after its document ended on 2025-12-31. End it there, and continue with a sample version.",
        "版本的施行期超过了文件的有效期（2025-12-31），请按期结束，另立示例版本。",
      ),
    ];
    expect(untilDay("2025-12-31", "2026-01-01")).toEqual(outlived);
    expect(untilDay("2025-12-31")).toEqual(outlived);
  });

  it("may be stated nowhere", () => {
    expect(untilDay("not-stated")).toEqual([]);
    expect(untilDay("not-stated", "2025-12-31")).toEqual([]);
  });

  it("is a real day", () => {
    expect(untilDay("2022-02-30")).toEqual([
      aFinding(
        "source.inForceUntil",
        '“2022-02-30” is no real day. Write YYYY-MM-DD, or "not-stated".',
        "不是真实的日期，请写 YYYY-MM-DD 或者 not-stated。",
      ),
    ]);
  });
});

describe("rounding", () => {
  const uncited = [
    aFinding(
      amountInWords,
      "The rounding names no clause. Say which clause rounds so, or that the house does.",
      "取舍方式没有写明依据的条款，请补充。",
    ),
  ];
  const share = (rounding: Rounding) => proportionOf(percent("50"), constant(100_01), rounding);
  const part = (rounding: Rounding) => proRata(100_00, { per: "month", by: "days", rounding });

  it.each<[string, (rounding: Rounding) => NumberExpression]>([
    ["a share", share],
    ["a part of a period", part],
    ["a share among other sums", (rounding) => sum(constant(1), share(rounding))],
  ])("names its clause: of %s", (_, of) => {
    expect(found({ amount: perMonth(of({ mode: "down", clause: "三" })) })).toEqual([]);
    expect(found({ amount: perMonth(of({ mode: "down", clause: " " })) })).toEqual(uncited);
  });

  it("is named where there is some", () => {
    expect(found({ amount: perQuarter(100_00) })).toEqual([]);
    expect(found({ amount: benefit("免费") })).toEqual([]);
  });
});
