import { expect, test } from "vitest";
import { toldTwiceByChannel } from "./told-by-channel.ts";

const app = { id: "aa1", first: "", channel: "app" } as const;
const sms = { id: "aa2", first: "aa1", channel: "sms" } as const;

test("one way after the other is told once by each", () => {
  const other = { id: "aa9", first: "", channel: "app" } as const;
  expect(toldTwiceByChannel([app, sms, other])).toEqual([]);
});

test("the same way again is found, from the first message and from a later one", () => {
  expect(toldTwiceByChannel([app, sms, { ...sms, id: "aa3" }])).toEqual(["aa1 sms"]);
  expect(toldTwiceByChannel([app, { ...sms, channel: "app" }])).toEqual(["aa1 app"]);
});
