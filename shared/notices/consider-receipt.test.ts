import * as fc from "fast-check";
import { expect, it } from "vitest";
import { considerReceipt, type NoticeReport } from "./consider-receipt.ts";
import { newNotice, type Notice } from "./store-notice.ts";

const notice = newNotice({
  id: "aanotice",
  subjectKey: "aasubject",
  policy: "senior-comprehensive-allowance",
  template: "offer.v1",
  channel: "sms",
  sentAt: 0,
  locale: "zh-CN",
  kind: "offer",
  reference: "text ",
});

const report = fc.record({
  noticeId: fc.constant(notice.id),
  channel: fc.constant("sms"),
  result: fc.constantFrom("delivered", "failed", "rejected"),
  reason: fc.constant(undefined),
  at: fc.constantFrom("2026-11-20T02:00:00Z", "2026-11-20T03:00:00Z", "2026-11-20T04:00:00Z"),
  source: fc.constant("urn:test"),
});

/** What is known after all of them, and how often the next channel is asked. */
function after(reports: readonly NoticeReport[]) {
  const known: Notice = { ...notice };
  let forwarded = 0;
  for (const one of reports) {
    const { change, isFirstFailure } = considerReceipt(known, one);
    Object.assign(known, change);
    if (isFirstFailure === true) forwarded += 1;
  }
  const { receipt, receiptAt } = known;
  return { receipt, receiptAt, forwarded };
}

it("whatever order a gateway's words come in, and however often, the same is known of a message", () => {
  fc.assert(
    fc.property(fc.array(report, { minLength: 1, maxLength: 6 }), fc.nat(), (words, shift) => {
      const all = words.map((word, index) => ({
        ...word,
        id: String(index),
        digest: String(index),
      }));
      const other = [...all.slice(shift % all.length), ...all.slice(0, shift % all.length)];
      const [one, two] = [after(all), after([...other.toReversed(), ...other])];
      expect(two.receipt).toBe(one.receipt);
      // When it arrived is the first word of it; when it failed, the last one.
      const failed = one.receipt !== "delivered";
      expect(!failed || two.receiptAt === one.receiptAt).toBe(true);
      expect(two.forwarded).toBeLessThanOrEqual(1);
      expect(one.receipt === "delivered").toBe(all.some(({ result }) => result === "delivered"));
    }),
  );
});

it("a word about another channel is about no message", () => {
  const word = { result: "failed", reason: undefined, at: "2026-11-20T02:00:00Z" } as const;
  const said = { noticeId: notice.id, channel: "app", source: "urn:test", id: "1", digest: "1" };
  expect(considerReceipt(notice, { ...word, ...said })).toEqual({ outcome: "unknown-notice" });
  expect(considerReceipt(undefined, { ...word, ...said, channel: "sms" })).toEqual({
    outcome: "unknown-notice",
  });
});
