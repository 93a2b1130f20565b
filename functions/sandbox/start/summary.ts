import * as z from "zod";
import { formatYuan, fen } from "#shared/money/fen.ts";
import { formatTable } from "./table.ts";

const count = z.int().min(0);

/** What the console's statistics tell, as far as the summary needs it. */
export const statisticsSchema = z.object({
  policies: z.array(z.object({ policy: z.string(), met: count, unmet: count, unknown: count })),
  confirmations: z.array(z.object({ policy: z.string(), state: z.string(), count })),
  instructions: z.array(
    z.object({ policy: z.string(), state: z.string(), count, amountFen: z.int().nullable() }),
  ),
  notices: z.array(z.object({ template: z.string(), count })),
  facts: count,
});
export type Statistics = z.output<typeof statisticsSchema>;

/** The table that a start ends with. */
export function formatSummary(statistics: Statistics, titleOf: (policy: string) => string): string {
  const { policies, confirmations, instructions, notices, facts } = statistics;
  const waiting = confirmations.filter(({ state }) => state === "open");
  const amountFen = sum(instructions.map((one) => one.amountFen ?? 0));
  const verdicts = formatTable(
    [
      ["政策 policy", "符合 met", "不符合 unmet", "未知 unknown"],
      ...policies.map(({ policy, met, unmet, unknown }) => [titleOf(policy), met, unmet, unknown]),
    ],
    "lrrr",
  );
  const totals = formatTable(
    [
      ["收到数据 facts received", facts, ""],
      ["发出消息 messages", sum(notices.map(({ count: sent }) => sent)), ""],
      ["等待确认 confirmations waiting", sum(waiting.map((one) => one.count)), ""],
      [
        "兑现指令 instructions",
        sum(instructions.map((one) => one.count)),
        formatYuan(fen(amountFen)),
      ],
    ],
    "lrl",
  );
  return `${verdicts}\n\n${totals}`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
