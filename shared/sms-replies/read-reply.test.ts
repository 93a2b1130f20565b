import { describe, expect, it } from "vitest";
import { aKey } from "#shared/testing/builders.ts";
import { phoneIndex } from "./phone-index.ts";
import { readReply } from "./read-reply.ts";

describe("an answer by text message", () => {
  it.each([
    ["3", 3],
    ["３", 3],
    [" 3 。", 3],
    ["“3”", 3],
    ["回复3", 3],
    ["数字3", 3],
    ["同意3", 3],
    ["3同意", 3],
    ["确认 3", 3],
    ["同意", undefined],
    ["好的！", undefined],
    ["y", undefined],
    ["ok", undefined],
    ["确认领取", undefined],
    ["99", 99],
  ])("%s accepts", (text, number) => {
    expect(readReply(text)).toEqual({ says: "confirm", number });
  });

  it.each([
    ["放弃3", 3],
    ["“放弃３”", 3],
    ["3放弃", 3],
    ["放弃", undefined],
    ["不领", undefined],
    ["no 3", 3],
  ])("%s declines", (text, number) => {
    expect(readReply(text)).toEqual({ says: "waive", number });
  });

  it.each([
    ["放弃 8412", undefined, "8412"],
    ["放弃8412", undefined, "8412"],
    ["放弃 3 8412", 3, "8412"],
    ["8412", undefined, "8412"],
  ])("%s is the second word of declining", (text, number, code) => {
    expect(readReply(text)).toEqual({ says: "code", number, code });
  });

  it.each([
    "",
    "？",
    "你们是谁",
    "不同意放弃",
    "同意 放弃",
    "同意3 放弃3",
    "3 5",
    "1 2 3",
    "同意8412",
    "6222000000000012",
    "123",
    "不要放弃",
    "我同意吗",
    "TD",
    "退订",
    "同".repeat(500),
  ])("%s is not understood, and nothing is made of it", (text) => {
    expect(readReply(text)).toEqual({ says: "else" });
  });
});

describe("a phone's index", () => {
  const key = aKey();
  it("is the same however a gateway writes the number, and another one's is another", async () => {
    const written = ["13800000012", "+8613800000012", "0086 138-0000-0012", "86 13800000012"];
    const indexes = await Promise.all(written.map(async (one) => phoneIndex(key, one)));
    expect(new Set(indexes).size).toBe(1);
    expect(indexes[0]).toMatch(/^[a-z2-7]{26}$/);
    expect(await phoneIndex(key, "13800000013")).not.toBe(indexes[0]);
    expect(await phoneIndex(aKey(), "13800000012")).not.toBe(indexes[0]);
  });
});
