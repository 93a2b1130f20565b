import { describe, expect, test } from "vitest";
import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import type { Repayment } from "#shared/adjustments/record-repayment.ts";
import { adjustmentItem } from "./adjustment-item.ts";

const recovery: Adjustment = {
  subjectKey: "aa0",
  policy: "senior-comprehensive-allowance",
  period: "2026-07",
  number: 1,
  id: "aa1",
  entitlement: "aa2",
  kind: "recovery",
  state: "demanded",
  amountFen: 150_00,
  dueFen: 0,
  repaidFen: 40_00,
  ground: "facts",
  foundAt: 0,
  heldBecause: null,
  instruction: null,
  attempts: 0,
  proposal: null,
  proposedBy: null,
  proposedAt: null,
  announcedAt: 0,
  opinion: null,
  heardAt: null,
  decidedBy: "two",
  decidedAt: 0,
  reason: null,
  dueOn: "2026-09-04",
  instalments: "[]",
  letters: JSON.stringify([{ kind: "decision", at: 0, text: "追回多发款项决定书\n编号：AA1" }]),
};
const repayment: Repayment = {
  subjectKey: "aa0",
  adjustment: "aa1",
  reference: "V1",
  kind: "set-off",
  amountFen: 40_00,
  receivedOn: "2026-09-10",
  recordedBy: "fulfil",
  recordedAt: 0,
  undoneAt: null,
};

describe("what is said of a recovery", () => {
  test("how much, by when, what was given back or set off, what is left, and the letters", () => {
    const other = { ...repayment, adjustment: "aa9", amountFen: 1 };
    expect(adjustmentItem(recovery, [repayment, other])).toEqual({
      title: "2026年7月：多发150元",
      texts: [
        "已经决定追回，退还方式和救济途径见决定书。",
        "请最晚在2026年9月4日（星期五）退还。",
        "2026年9月10日（星期四）从当期款项中抵扣40元。",
        "还应退还110元。",
      ],
      letters: [{ title: "决定书，1970年1月1日（星期四）", text: "追回多发款项决定书\n编号：AA1" }],
    });
  });

  test("instalments stand in the place of the one day", () => {
    const instalments = JSON.stringify([
      { dueOn: "2026-10-04", amountFen: 75_00, totalFen: 75_00 },
      { dueOn: "2026-11-04", amountFen: 75_00, totalFen: 150_00 },
    ]);
    const { texts } = adjustmentItem({ ...recovery, repaidFen: 0, instalments }, []);
    expect(texts).toEqual([
      "已经决定追回，退还方式和救济途径见决定书。",
      "约定分期退还：2026年10月4日（星期日）75元，2026年11月4日（星期三）75元。",
    ]);
  });

  test("before anything is decided it is only possible, and one can be heard", () => {
    const announced = { ...recovery, state: "announced", repaidFen: 0 } as const;
    expect(adjustmentItem(announced, [])).toMatchObject({
      title: "2026年7月：可能多发150元",
      texts: ["还没有作出决定。您可以先陈述、申辩，见告知书。"],
    });
  });

  test("a supplement that failed says so", () => {
    const supplement = {
      ...recovery,
      kind: "supplement",
      state: "returned",
      repaidFen: 0,
    } as const;
    expect(adjustmentItem(supplement, [])).toMatchObject({
      title: "2026年7月：补发150元",
      texts: ["补发被退回，等待更正收款账户。"],
    });
  });
});
