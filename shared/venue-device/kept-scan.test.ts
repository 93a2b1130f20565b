import { expect, test } from "vitest";
import { countByState, isOver, type KeptScan, nextBatch, settle } from "./kept-scan.ts";

const aScan = (overrides: Partial<KeptScan> = {}): KeptScan => ({
  id: "one",
  credential: { type: "suishen-code", value: "https://suishen.invalid/q/1.a.b" },
  policy: "park-admission",
  text: "免费入园（示例）",
  at: "2026-11-16T04:00:00.000Z",
  operator: "operator",
  purpose: "admission",
  state: "waiting",
  reason: null,
  settledAt: null,
  ...overrides,
});
const now = new Date("2026-11-16T06:00:00Z");

test("what waits is sent, the oldest first, at most five hundred at once", () => {
  const scans = Array.from({ length: 600 }, (_, place) =>
    aScan({ id: `s${place}`, at: new Date(now.getTime() - place * 1000).toISOString() }),
  );
  const batch = nextBatch([...scans, aScan({ id: "done", state: "counted", at: "2026-01-01" })]);
  expect(batch).toHaveLength(500);
  expect(batch[0]?.id).toBe("s599");
});

test("what the server has is kept without what was shown", () => {
  const scans = [aScan(), aScan({ id: "two" }), aScan({ id: "three" })];
  const said = [
    { id: "one", result: "counted" as const },
    { id: "two", result: "conflict" as const, reason: "limit-reached" },
    { id: "other", result: "counted" as const },
  ];
  expect(settle(scans, said, now)).toEqual([
    aScan({ credential: null, state: "counted", settledAt: now.toISOString() }),
    aScan({
      id: "two",
      credential: null,
      state: "conflict",
      reason: "limit-reached",
      settledAt: now.toISOString(),
    }),
  ]);
});

test("an answer that comes twice changes nothing the second time", () => {
  const [settled] = settle([aScan()], [{ id: "one", result: "counted" }], now);
  expect(
    settle(settled === undefined ? [] : [settled], [{ id: "one", result: "refused" }], now),
  ).toEqual([]);
});

test("what waits is never forgotten; what is counted after a day, what was wrong after a week", () => {
  const later = (days: number) => new Date(now.getTime() + days * 86_400_000 + 1);
  const settledAt = now.toISOString();
  expect(isOver(aScan(), later(1000))).toBe(false);
  const counted = aScan({ state: "counted", settledAt });
  expect([isOver(counted, now), isOver(counted, later(1))]).toEqual([false, true]);
  const conflict = aScan({ state: "conflict", settledAt });
  expect([isOver(conflict, later(1)), isOver(conflict, later(7))]).toEqual([false, true]);
});

test("scans are counted by their state", () => {
  const scans = [aScan(), aScan(), aScan({ state: "conflict" })];
  expect(countByState(scans)).toEqual({
    waiting: 2,
    counted: 0,
    repeated: 0,
    conflict: 1,
    refused: 0,
  });
});
