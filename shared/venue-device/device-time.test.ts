import { expect, test } from "vitest";
import { deviceTime, offInWords, offsetOf } from "./device-time.ts";

const noon = Date.parse("2026-11-16T04:00:00Z");

test("the server's time is taken for the middle between question and answer", () => {
  expect(offsetOf(1000, 1400, 31_200)).toBe(30_000);
  expect(offsetOf(1000, 1000, 1000)).toBe(0);
});

test("a clock that is off by 30 seconds works as if it were right, either way", () => {
  for (const ahead of [30_000, -30_000]) {
    const time = deviceTime(noon + ahead, { offset: -ahead, latest: noon - 60_000 });
    expect(time).toEqual({ now: new Date(noon), state: "right", ahead });
  }
});

test("a clock that is off by more is set right, and its keeper is told", () => {
  const time = deviceTime(noon + 300_000, { offset: -300_000, latest: noon });
  expect(time.now).toEqual(new Date(noon));
  expect(time.state).toBe("corrected");
});

test("a clock that nobody has ever set is doubtful", () => {
  expect(deviceTime(noon, undefined).state).toBe("doubtful");
});

test("a clock that was set back behind the device's own work is doubtful, after half a minute that may be chance", () => {
  const kept = { offset: 0, latest: noon };
  expect(deviceTime(noon - 31_000, kept).state).toBe("right");
  expect(deviceTime(noon - 31_001, kept).state).toBe("doubtful");
  expect(deviceTime(noon + 86_400_000, kept).state).toBe("right");
});

test.each([
  [31_000, "快31秒"],
  [-45_400, "慢45秒"],
  [300_000, "快5分钟"],
  [-7_200_000, "慢2小时"],
  [172_800_000, "快2天"],
])("%i ms is told as %s", (ahead, words) => {
  expect(offInWords(ahead)).toBe(words);
});
