import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parseCivilDate } from "#shared/calendar/civil-date.ts";
import type { ObstacleToTell } from "#shared/contract/not-yet.schema.ts";
import { smallestGroup } from "#shared/disclosure/hide-small-groups.ts";
import { stewardName } from "#shared/facts/stewards.ts";
import type { Measure } from "#shared/measures/measure.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Obstacle } from "#shared/readiness/obstacle.ts";
import { missingIn } from "#shared/rules/missing.ts";
import { versionOn } from "#shared/rules/versions.ts";

/** An obstacle as everybody may read it: no person, and no group that is small. */
export function tellObstacle(
  obstacle: Obstacle,
  measure: Measure | undefined,
  today: CivilDate,
): ObstacleToTell {
  const { id, check, isBlocking, clause, fact, owner, plan } = obstacle;
  const expectedOn = parseCivilDate(plan?.expectedOn ?? "");
  return {
    id,
    kind: check,
    isBlocking,
    text: textWithoutCounts(obstacle, today),
    ...(clause === undefined ? {} : { clause }),
    ...(fact === undefined ? {} : { fact }),
    department: owner,
    ...freedToTell(obstacle, measure),
    ...(expectedOn === undefined ? {} : { expectedOn }),
    ...(plan === undefined ? {} : { plan: plan.note }),
  };
}

/** What staff read names how many; here the count stands apart, where it can be hidden. */
function textWithoutCounts(obstacle: Obstacle, today: CivilDate): string {
  const { id, check, isBlocking, text, owner, freed } = obstacle;
  if (id === "data:unknown" && freed !== undefined)
    return "数据不足、暂时无法认定的太多，超过了可以启动的限度。";
  if (check === "evidence" && !isBlocking)
    return `有的对象缺少${factInWords(obstacle, today)}，暂时无法认定，由${stewardName(owner)}补报。`;
  return text;
}

function factInWords({ policy, fact }: Obstacle, today: CivilDate): string {
  const known = policyById(policy);
  const version = known && versionOn(known, today);
  return version === undefined || fact === undefined
    ? "数据"
    : `“${missingIn(version, fact).label}”`;
}

function freedToTell(
  { freed }: Obstacle,
  measure: Measure | undefined,
): Pick<ObstacleToTell, "freed"> {
  if (freed === undefined) return {};
  const { people, amountFen, isEstimated, measuredOn } = freed;
  const isSmall = people > 0 && people < smallestGroup;
  // Reckoned by what the eligible get on average: of a few that would tell what each of them gets.
  const isAverageTelling = (measure?.eligible ?? 0) < smallestGroup;
  return {
    freed: {
      subjects: isSmall ? null : people,
      amountFen: isSmall || isAverageTelling ? null : (amountFen ?? null),
      isEstimated,
      measuredOn,
    },
  };
}
