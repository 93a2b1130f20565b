import * as z from "zod/mini";
import type {
  obstaclesSchema,
  policyStandingsSchema,
} from "#shared/contract/policy-life.schema.ts";
import { shanghaiDistricts } from "#shared/identity/districts.ts";
import { formatYuan, fen } from "#shared/money/fen.ts";
import { readinessChecks } from "#shared/readiness/readiness-item.ts";
import { type Pilot, stageNames, type Stage } from "#shared/stages/stage.ts";
import { formatTable } from "./table.ts";

const count = z.int().check(z.minimum(0));

/** What the console's statistics tell, as far as the summary needs it. */
export const statisticsSchema = z.object({
  policies: z.array(z.object({ policy: z.string(), met: count, unmet: count, unknown: count })),
  confirmations: z.array(z.object({ policy: z.string(), state: z.string(), count })),
  instructions: z.array(
    z.object({ policy: z.string(), state: z.string(), count, amountFen: z.nullable(z.int()) }),
  ),
  notices: z.array(z.object({ template: z.string(), count })),
  facts: count,
});
export type Statistics = z.output<typeof statisticsSchema>;

export type Standings = z.output<typeof policyStandingsSchema>["items"];
export type Obstacles = z.output<typeof obstaclesSchema>["items"];

/** The tables that a start ends with: what is in operation, and what came of it. */
export function formatSummary(statistics: Statistics, standings: Standings): string {
  const { policies, confirmations, instructions, notices, facts } = statistics;
  const waiting = confirmations.filter(({ state }) => state === "open");
  const amountFen = sum(instructions.map((one) => one.amountFen ?? 0));
  const verdicts = formatTable(
    [
      ["政策 policy", "阶段 stage", "符合 met", "不符合 unmet", "未知 unknown"],
      ...inOperation(standings).map(({ id, title, stage, pilot }) => {
        const { met, unmet, unknown } = policies.find(({ policy }) => policy === id) ?? none;
        return [title, stageText(stage, pilot), met, unmet, unknown];
      }),
    ],
    "llrrr",
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

/** What does not arrive by itself yet: how much of it, what stands in the way most often, and where to read on. */
export function formatNotYet(standings: Standings, obstacles: Obstacles, address: string): string {
  const others = standings.filter(({ stage }) => !shownStages.includes(stage));
  const byStage = Map.groupBy(others, ({ stage }) => stage);
  const counts = [...byStage].map(([stage, ones]) => `${stageNames[stage]} ${ones.length} 项`);
  const byHand = new Set(
    obstacles.filter(({ stage }) => stage === "hand-judged").map(({ policy }) => policy),
  );
  const ids = new Set(others.map(({ id }) => id));
  const inTheWay = obstacles.filter(({ policy, blocking }) => blocking && ids.has(policy));
  const reasons = [...Map.groupBy(inTheWay, ({ check }) => check)]
    .map(([check, ones]) => [check, new Set(ones.map(({ policy }) => policy)).size] as const)
    .toSorted(([, a], [, b]) => b - a)
    .slice(0, 2)
    .map(([check, most]) => `${checkName(check)} ${most} 项`);
  const because = reasons.length === 0 ? "" : `（未达到最多的：${reasons.join("，")}）`;
  const told = [...counts, `由人判断 ${byHand.size} 项`].join("，");
  return [
    `尚未自动办理 not automatic yet：${told}${because}`,
    `原因和时间 why, and when：${address}`,
  ].join("\n");
}

const none = { met: 0, unmet: 0, unknown: 0 };

/** In operation, or it was until it was paused; in this order. */
const shownStages: readonly Stage[] = ["live", "pilot", "paused"];

const inOperation = (standings: Standings): Standings =>
  shownStages.flatMap((shown) => standings.filter(({ stage }) => stage === shown));

/** 全市实施, 试点（黄浦区、徐汇区）, 试点（20%） */
function stageText(stage: Stage, pilot: Pilot | undefined): string {
  if (pilot === undefined) return stageNames[stage];
  const scope =
    "percent" in pilot
      ? `${pilot.percent}%`
      : pilot.districts.map((code) => shanghaiDistricts[code]).join("、");
  return `${stageNames[stage]}（${scope}）`;
}

const checkName = (check: string): string =>
  Object.entries(readinessChecks).find(([id]) => id === check)?.[1].zh ?? check;

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
