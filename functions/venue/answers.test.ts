import { expect, test } from "vitest";
import {
  answerAtCap,
  answerToBadCode,
  answerToDoubt,
  answerToNumberOffline,
  answerToOther,
  answerToProblem,
  answerToRefusal,
  answerToUsed,
  answerWords,
  inGroups,
  secondsShown,
} from "./answers.ts";

const bad = ["not-a-code", "cut", "old-version", "unknown-key", "forged"] as const;

test("a code that is no good is told alike, whatever is wrong with it: nobody learns how to forge one", () => {
  const answers = bad.map((because) => answerToBadCode(because));
  expect(answers.map(({ kind }) => kind)).toEqual(bad.map(() => "refused"));
  expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
});

test("one that is too old, or too new, is told apart: its holder or the clock can help it", () => {
  expect(answerToBadCode("expired").advice).toContain("过期");
  expect(answerToBadCode("from-the-future")).toMatchObject({ kind: "clock" });
  expect(answerToBadCode("from-the-future").advice).toContain("自动设置时间");
});

test("whatever cannot be told says what the gatekeeper does: the venue's own words, or the ordinary channel", () => {
  const doubts = ["unclear-time", "no-pack", "not-told", "printed", "never-offline"] as const;
  for (const because of doubts) {
    expect(answerToDoubt(because, "请到售票处")).toMatchObject({ benefit: "请到售票处" });
    expect(answerToDoubt(because, undefined).benefit).toContain("普通渠道");
  }
  expect(answerToDoubt("unclear-time", undefined).kind).toBe("clock");
  expect(answerToDoubt("not-told", undefined).kind).toBe("unknown");
  expect(answerToNumberOffline(undefined).benefit).toContain("普通渠道");
  expect(answerAtCap("请到售票处")).toMatchObject({ kind: "unknown", benefit: "请到售票处" });
  expect(answerToProblem(undefined)).toMatchObject({ kind: "unknown" });
  expect(answerToProblem("请核对时间。").advice).toBe("请核对时间。");
});

test("a refusal of the server says what it may be, and does not ask for a fresh code where a card was read", () => {
  expect(answerToRefusal("code").advice).toContain("刷新随申码");
  expect(answerToRefusal("card").advice).not.toContain("码");
  expect(answerToRefusal("card").advice).toContain("普通渠道");
});

test("a receipt is told in groups of four", () => {
  expect(inGroups("abcdefghij")).toBe("abcd efgh ij");
});

test("no answer names a kind of person, or what anybody has", () => {
  const all = [
    ...bad.map((because) => answerToBadCode(because)),
    answerToUsed(),
    answerToOther(),
    answerToProblem(undefined),
  ];
  expect(JSON.stringify(all)).not.toMatch(/老年|残疾|低保|烈属|学生|退役/);
});

test("every kind has a word in both languages, and time to be read", () => {
  const kinds = Object.keys(answerWords);
  expect(new Set(Object.values(answerWords).map(({ zh }) => zh)).size).toBe(kinds.length);
  expect(Object.keys(secondsShown)).toEqual(kinds);
  for (const seconds of Object.values(secondsShown)) expect(seconds).toBeGreaterThanOrEqual(3);
});
