import { civilDate } from "#shared/calendar/civil-date.ts";
import type { Version } from "#shared/rules/policy.ts";
import {
  aFinding,
  broken,
  soundPolicy,
  soundVersion,
  source,
  type Loose,
} from "#shared/testing/a-sound-policy.ts";
import { describe, expect, it } from "vitest";
import { checkVersionDays } from "./version-days.ts";

const of = (from: string, until?: string): Version => ({
  ...soundVersion,
  id: from.slice(0, 4),
  from: civilDate(from),
  ...(until === undefined ? {} : { until: civilDate(until) }),
});
const found = (versions: readonly Version[], gaps: readonly unknown[] = []) =>
  checkVersionDays(broken({}, { versions, gaps }));

describe("versions", () => {
  it("follow one another", () => {
    expect(checkVersionDays(soundPolicy)).toEqual([]);
    expect(found([of("2020-01-01", "2020-12-31"), of("2021-01-01")])).toEqual([]);
  });

  it("may be in force for a single day", () => {
    const day = of("2020-12-31", "2020-12-31");
    expect(found([day, of("2021-01-01")])).toEqual([]);
  });

  it("end no earlier than they begin", () => {
    expect(found([of("2020-01-01", "2019-12-31")])).toEqual([
      aFinding(
        "until",
        "It ends on 2019-12-31, before it begins on 2020-01-01. Correct one of the days.",
        "结束日早于开始日，请更正。",
      ),
    ]);
  });

  const overlaps = (id: string, from: string) =>
    aFinding(
      "until",
      `It overlaps version ${id}, which begins on ${from}. End it before that day, and keep versions in the order of their days.`,
      `与版本 ${id} 的施行期间重叠，请让前一版先结束，并按时间先后排列。`,
    );

  it("end before the next one begins", () => {
    const next = of("2022-01-01");
    expect(found([of("2020-01-01"), next])).toEqual([overlaps("2022", "2022-01-01")]);
    expect(found([of("2020-01-01", "2022-01-01"), next])).toEqual([overlaps("2022", "2022-01-01")]);
    expect(found([of("2020-01-01", "2021-12-31"), next])).toEqual([]);
  });

  it("stand in the order of their days", () => {
    expect(found([of("2022-01-01"), of("2020-01-01", "2021-12-31")])).toEqual([
      { ...overlaps("2020", "2020-01-01"), version: "2022" },
    ]);
  });
});

describe("a version's id", () => {
  it("is its own", () => {
    const next = { ...of("2021-01-01"), id: "2020" };
    expect(found([of("2020-01-01", "2020-12-31"), next])).toEqual([
      aFinding(
        "id",
        "Another version has the same id. What was decided under a version is found by it: give each its own.",
        "版本编号重复，请为每一版另取编号。",
      ),
    ]);
  });

  const unclear = (version: string) => ({
    ...aFinding(
      "status",
      "A sample’s id begins with “sample-” and its document with “示例”, and nobody else’s does. Make status, id and document agree.",
      "示例版本的编号须以“sample-”开头、文件名须以“示例”开头，其他版本不得如此；请使三者一致。",
    ),
    version,
  });
  const sample = { ...source, document: "示例：延续" };

  it("tells a sample together with its status and its document", () => {
    const one = { id: "sample-2020", status: "sample", source: sample };
    expect(checkVersionDays(broken(one))).toEqual([]);
  });

  it.each<[string, Loose & { readonly id: string }]>([
    ["the status alone", { id: "2020", status: "sample" }],
    ["the id alone", { id: "sample-2020" }],
    ["the document alone", { id: "2020", source: sample }],
    ["all but the id", { id: "2020", status: "sample", source: sample }],
    ["all but the document", { id: "sample-2020", status: "sample" }],
    ["all but the status", { id: "sample-2020", source: sample }],
  ])("tells no sample by %s", (_, change) => {
    expect(checkVersionDays(broken(change))).toEqual([unclear(change.id)]);
  });
});

describe("the days between two versions", () => {
  const [first, second, third] = [
    of("2020-01-01", "2020-12-31"),
    of("2022-01-01", "2022-12-31"),
    of("2024-01-01"),
  ];
  const gap = { from: "2021-01-01", until: "2021-12-31", note: "未核到文件" };
  const later = { from: "2023-01-01", until: "2023-12-31", note: "未核到文件" };
  const ofAll = (en: string, zh: string) => ({ ...aFinding("gaps", en, zh), version: "all" });
  const undeclared = ofAll(
    "No version is in force from 2021-01-01 until 2021-12-31. Add a version, or declare these days in gaps with a note.",
    "2021-01-01至2021-12-31没有施行中的版本，请补充版本，或者在 gaps 中写明原因。",
  );
  const misplaced = (from: string, until: string) =>
    ofAll(
      `The gap from ${from} until ${until} does not lie exactly between two versions. Correct its days, or remove it.`,
      `所列空档（${from}至${until}）与各版本之间的日期不符，请更正或者删除。`,
    );

  it("are declared", () => {
    expect(found([first, second])).toEqual([undeclared]);
    expect(found([first, second], [gap])).toEqual([]);
    expect(found([first, second, third], [gap, later])).toEqual([]);
    expect(found([first, second, third], [later])).toEqual([undeclared]);
  });

  it("may be a single day", () => {
    const day = { ...gap, until: "2021-01-01" };
    expect(found([first, of("2021-01-02")], [day])).toEqual([]);
  });

  it("need no word where there are none", () => {
    expect(checkVersionDays(broken({}, { gaps: undefined }))).toEqual([]);
  });

  it.each([
    ["2021-01-01", "2021-11-30"],
    ["2021-02-01", "2021-12-31"],
  ])("are declared exactly, not from %s until %s", (from, until) => {
    expect(found([first, second], [{ ...gap, from, until }])).toEqual([
      undeclared,
      misplaced(from, until),
    ]);
  });

  it("are not declared where a version is in force", () => {
    expect(found([first, of("2021-01-01")], [gap])).toEqual([
      misplaced("2021-01-01", "2021-12-31"),
    ]);
  });

  it("are explained", () => {
    expect(found([first, second], [{ ...gap, note: " " }])).toEqual([
      ofAll(
        "The gap from 2021-01-01 has no note. Say why no version is in force.",
        "2021-01-01起的空档没有说明，请写明原因。",
      ),
    ]);
  });
});
