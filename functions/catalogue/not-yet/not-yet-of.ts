import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { NotYet, NotYetItem } from "#shared/contract/not-yet.schema.ts";
import { smallestGroup } from "#shared/disclosure/hide-small-groups.ts";
import type { Obstacle } from "#shared/readiness/obstacle.ts";
import { obstaclesIn, type Readiness } from "#shared/readiness/read-obstacles.ts";
import { entriesOf, type Entry } from "../entry.ts";
import { policyItem } from "../policy-item.ts";
import { catalogueName } from "../words.ts";
import { tellObstacle } from "./tell-obstacle.ts";

/** Every entry that does not arrive by itself for everybody, and what stands in the way; retired ones wait for nothing. */
export function notYetOf(readiness: Readiness, on: CivilDate): NotYet {
  const obstacles = Map.groupBy(obstaclesIn(readiness, on), ({ policy }) => policy);
  const items = entriesOf(readiness.stages)
    .filter((entry) => isAwaited(entry, on))
    .map((entry) => itemOf(entry, obstacles.get(entry.policy.id) ?? [], readiness, on));
  return { title: catalogueName, suppressedBelow: smallestGroup, items };
}

function isAwaited(entry: Entry, on: CivilDate): boolean {
  if (entry.judgedBy === "rule")
    return entry.stage.stage !== "live" && entry.stage.stage !== "retired";
  return entry.policy.until === undefined || entry.policy.until >= on;
}

function itemOf(
  entry: Entry,
  obstacles: readonly Obstacle[],
  { measures }: Readiness,
  on: CivilDate,
): NotYetItem {
  const item = policyItem(entry, on);
  return {
    policy: item.id,
    title: item.title,
    titleEn: item.titleEn,
    level: item.level,
    ...(item.district === undefined ? {} : { district: item.district }),
    subject: item.subject,
    mode: item.mode,
    leadDepartment: item.leadDepartment,
    status: item.status,
    statusInWords: item.statusInWords,
    ...(item.pilot === undefined ? {} : { pilot: item.pilot }),
    obstacles: obstacles.map((one) => tellObstacle(one, measures.get(item.id), on)),
    ordinaryChannel: item.ordinaryChannel,
  };
}
