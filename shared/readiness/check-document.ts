import { addDays, parseCivilDate, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { nextVersion } from "#shared/rules/versions.ts";
import type { ReadinessItem } from "./readiness-item.ts";

/** A document that ends within so many days is about to lapse. */
const daysAhead = 180;

/** The document is in force, and stays so for the next half year. */
export function documentItem(
  policy: Policy,
  version: Version | undefined,
  today: CivilDate,
): ReadinessItem {
  const problem =
    version === undefined ? withoutVersion(policy, today) : lapsing(policy, version, today);
  return {
    id: "document",
    check: "document",
    ok: problem === undefined,
    isObstacle: problem !== undefined,
    text: problem ?? `依据文件现行有效：${version?.source.document ?? ""}。`,
    ...(version === undefined ? {} : { clause: version.source.clause }),
    owner: policy.leadDepartment,
  };
}

function withoutVersion(policy: Policy, today: CivilDate): string {
  const next = nextVersion(policy, today);
  return next === undefined
    ? "目前没有生效的规定。"
    : `目前没有生效的规定，下一项规定自${next.from}起施行。`;
}

function lapsing(policy: Policy, version: Version, today: CivilDate): string | undefined {
  const { document, inForceUntil } = version.source;
  const horizon = addDays(today, daysAhead);
  const documentEnds = parseCivilDate(inForceUntil);
  if (documentEnds === undefined && version.status === "sample")
    return "没有查到现行有效的文件，条件和标准只是示例。";
  if (documentEnds !== undefined && documentEnds < today)
    return `依据文件已于${documentEnds}失效：${document}。`;
  const ends = [documentEnds, version.until].filter((day) => day !== undefined).toSorted()[0];
  if (ends === undefined || ends > horizon) return undefined;
  const goesOn = nextVersion(policy, today)?.from === addDays(ends, 1);
  return goesOn ? undefined : `依据文件将于${ends}失效，还没有后续规定：${document}。`;
}
