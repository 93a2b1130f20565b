import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { delays } from "#shared/db/city-work.schema.ts";
import type { OpenPayments, Survey } from "./survey-shard.ts";

/** What was counted of one kind on one shard. */
export type Delay = typeof delays.$inferSelect;

/** What waits on the shards, in the words of the public. */
export const delayKinds = {
  confirmation: "等待本人确认",
  payment: "等待兑现",
} as const;
export type DelayKind = keyof typeof delayKinds;

/** What a shard's survey comes to. */
export function delaysOf(shard: number, survey: Survey, today: CivilDate, now: Date): Delay[] {
  const { offers, open } = survey;
  const countedAt = now.getTime();
  const payments = (holds: (one: OpenPayments) => boolean): number =>
    open.filter(holds).reduce((sum, { count }) => sum + count, 0);
  const rows: Record<DelayKind, Omit<Delay, "shard" | "kind" | "countedAt">> = {
    confirmation: { ...offers, undated: 0 },
    payment: {
      waiting: payments(() => true),
      late: payments(({ endsOn }) => endsOn !== null && endsOn < today),
      undated: payments(({ endsOn }) => endsOn === null),
    },
  };
  return Object.entries(rows).map(([kind, counts]) => ({ shard, kind, ...counts, countedAt }));
}
