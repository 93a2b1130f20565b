import type { ShardRows } from "./read-shards.ts";

type Told = Pick<ShardRows["notices"][number], "id" | "first" | "channel">;

/** What one channel has told twice: each way to somebody is gone once, however often the ways before it failed. */
export function toldTwiceByChannel(notices: readonly Told[]): string[] {
  const ways = Map.groupBy(notices, ({ id, first, channel }) => `${first || id} ${channel}`);
  return [...ways].filter(([, { length }]) => length > 1).map(([way]) => way);
}
