import { type Adjustment, isOpenRecovery, outstandingOf } from "#shared/adjustments/adjustment.ts";
import { instalmentsOf } from "#shared/adjustments/agree-instalments.ts";
import { type Letter, lettersOf } from "#shared/adjustments/letter.ts";
import type { Repayment } from "#shared/adjustments/record-repayment.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { formatDay } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { periodInWords } from "#shared/entitlements/period-in-words.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import type { AdjustmentItem } from "./views.ts";

const yuan = (amount: number): string => formatYuan(fen(amount));
const day = (text: string): string => formatDay(civilDate(text));

const standings = {
  due: "等待补发。",
  instructed: "正在补发。",
  paid: "已经补发。",
  returned: "补发被退回，等待更正收款账户。",
  suspended: "多次补发未成功，暂缓办理，等待兑现部门核对。",
  found: "",
  announced: "还没有作出决定。您可以先陈述、申辩，见告知书。",
  demanded: "已经决定追回，退还方式和救济途径见决定书。",
  settled: "已经全部退还，办结。",
  withdrawn: "经核查不予追回，无需退还。",
  void: "",
} as const satisfies Record<Adjustment["state"], string>;

const titles = {
  announcement: "告知书",
  decision: "决定书",
} as const satisfies Record<Letter["kind"], string>;

/** A supplement 补发 or a recovery 追回 as its subject is told of it, with what was given back so far. */
export function adjustmentItem(
  adjustment: Adjustment,
  repayments: readonly Repayment[],
): AdjustmentItem {
  const { id, kind, state, amountFen, repaidFen, period } = adjustment;
  const what = kind === "supplement" ? "补发" : state === "announced" ? "可能多发" : "多发";
  return {
    title: `${periodInWords(period)}：${what}${yuan(amountFen)}`,
    texts: [
      standings[state],
      ...deadlines(adjustment),
      ...repayments.filter((one) => one.adjustment === id).map(repaymentText),
      ...(isOpenRecovery(adjustment) && repaidFen > 0
        ? [`还应退还${yuan(outstandingOf(adjustment))}。`]
        : []),
    ],
    letters: lettersOf(adjustment).map((letter) => ({
      title: `${titles[letter.kind]}，${formatDay(shanghaiDay(new Date(letter.at)))}`,
      text: letter.text,
    })),
  };
}

function deadlines(adjustment: Adjustment): string[] {
  if (adjustment.state !== "demanded") return [];
  const agreed = instalmentsOf(adjustment);
  if (agreed.length > 0) {
    const parts = agreed.map(({ dueOn, amountFen }) => `${day(dueOn)}${yuan(amountFen)}`);
    return [`约定分期退还：${parts.join("，")}。`];
  }
  return adjustment.dueOn === null ? [] : [`请最晚在${day(adjustment.dueOn)}退还。`];
}

function repaymentText({ kind, amountFen, receivedOn }: Repayment): string {
  return kind === "set-off"
    ? `${day(receivedOn)}从当期款项中抵扣${yuan(amountFen)}。`
    : `${day(receivedOn)}收到退还${yuan(amountFen)}。`;
}
