import { civilDate, yearOf, type CivilDate } from "#shared/calendar/civil-date.ts";
import type { YearlyItem, YearlyList } from "#shared/contract/collections.schema.ts";
import { departmentIds } from "#shared/identity/departments.ts";
import { districtCodes } from "#shared/identity/districts.ts";
import { levelOf, type Version } from "#shared/rules/policy.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import type { Entry } from "../entry.ts";
import type { Lives } from "../life.ts";
import { enteredOn, evidenceOf, isOpen } from "../policy-item.ts";
import { catalogueName } from "../words.ts";

/**
 * 年度清单: what was in force in a year, by leading department (the city's) and by district (its own), and what was moved
 * to automatic then. Undefined where the catalogue has nothing of that year, or the year has not come.
 */
export function yearlyList(
  entries: readonly Entry[],
  lives: Lives,
  year: number,
  on: CivilDate,
): YearlyList | undefined {
  const years = yearsOf(entries, on);
  if (!years.includes(year)) return undefined;
  const items = entries.flatMap((entry) => itemOf(entry, lives, year, on) ?? []);
  return {
    title: catalogueName,
    year,
    years,
    departments: departmentIds
      .map((department) => ({
        department,
        items: items.filter((item) => item.level === "city" && item.leadDepartment === department),
      }))
      .filter((group) => group.items.length > 0),
    districts: districtCodes
      .map((district) => ({ district, items: items.filter((item) => item.district === district) }))
      .filter((group) => group.items.length > 0),
    movedToAutomatic: items
      .filter((item) => item.movedToAutomaticOn !== undefined)
      .toSorted((a, b) => (String(a.movedToAutomaticOn) < String(b.movedToAutomaticOn) ? -1 : 1)),
  };
}

/** The years in which anything was in force, up to this one, the newest first. */
function yearsOf(entries: readonly Entry[], on: CivilDate): number[] {
  const now = yearOf(on);
  const first = Math.min(
    ...entries.flatMap((entry) => spansOf(entry).map(({ from }) => yearOf(from))),
  );
  return Array.from({ length: Math.max(0, now - first + 1) }, (_, ago) => now - ago).filter(
    (year) => entries.some((entry) => lastSpanIn(entry, year) !== undefined),
  );
}

/** Days on which an entry is in force, and how. */
type Span = Pick<Version, "from" | "until" | "status"> & { readonly mode: YearlyItem["mode"] };

function spansOf(entry: Entry): readonly Span[] {
  return entry.judgedBy === "rule"
    ? entry.policy.versions
    : [{ ...entry.policy, mode: "application" }];
}

/** The last of them that has a day in the year. */
function lastSpanIn(entry: Entry, year: number): Span | undefined {
  const [first, last] = [civilDate(`${year}-01-01`), civilDate(`${year}-12-31`)];
  return spansOf(entry)
    .filter(({ from, until }) => from <= last && (until === undefined || until >= first))
    .toSorted((a, b) => (a.from < b.from ? -1 : 1))
    .at(-1);
}

function itemOf(entry: Entry, lives: Lives, year: number, on: CivilDate): YearlyItem | undefined {
  const span = lastSpanIn(entry, year);
  if (span === undefined) return undefined;
  const { policy, listing } = entry;
  const life = entry.judgedBy === "rule" ? (lives.get(policy.id) ?? []) : [];
  const status = stageIn(life, year, on);
  const movedOn = firstOpenOn(life);
  return {
    id: policy.id,
    title: policy.title,
    titleEn: listing.titleEn,
    level: levelOf(policy),
    ...(policy.district === undefined ? {} : { district: policy.district }),
    leadDepartment: policy.leadDepartment,
    subject: policy.subject,
    mode: span.mode,
    ...evidenceOf(span),
    ...(status === undefined ? {} : { status }),
    ...(movedOn === undefined || yearOf(movedOn) !== year ? {} : { movedToAutomaticOn: movedOn }),
  };
}

/** The first day in a pilot or live, where it is on record. */
function firstOpenOn(life: readonly PolicyStage[]): CivilDate | undefined {
  const first = life.find(isOpen);
  return first === undefined ? undefined : enteredOn(first);
}

/** The stage at the end of the year, or today; of a past year only where an instant is on record. */
function stageIn(life: readonly PolicyStage[], year: number, on: CivilDate): YearlyItem["status"] {
  if (year === yearOf(on)) return life.at(-1)?.stage ?? "listed";
  const entered = life.findLast((stage) => {
    const day = enteredOn(stage);
    return day !== undefined && yearOf(day) <= year;
  });
  return entered?.stage;
}
