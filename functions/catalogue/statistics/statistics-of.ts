import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Statistics } from "#shared/contract/statistics.schema.ts";
import type { About } from "#shared/facts/fact-definition.ts";
import type { Waiting } from "#shared/delays/select-waiting.ts";
import type { Measures } from "#shared/measures/measure.ts";
import type { Entry } from "../entry.ts";
import { isOpen, policyItem } from "../policy-item.ts";
import { catalogueName } from "../words.ts";
import { smallestGroup } from "#shared/disclosure/hide-small-groups.ts";
import { auditsOf } from "./audits-of.ts";
import { delaysOf } from "./delays-of.ts";
import { statisticsOfSubjects, type Measured } from "./statistics-of-subjects.ts";

/** Everything that is told of the whole catalogue: what is automatic today, whom it reached as last measured. */
export function statisticsOf(
  entries: readonly Entry[],
  measures: Measures,
  waiting: readonly Waiting[],
  on: CivilDate,
): Statistics {
  const days = [...measures.values()].map(({ day }) => day).toSorted();
  const measuredOn = days.at(-1);
  const ofSubject = (subject: About) =>
    statisticsOfSubjects(measuredOf(entries, measures, subject));
  return {
    title: catalogueName,
    suppressedBelow: smallestGroup,
    ...(measuredOn === undefined ? {} : { measuredOn }),
    catalogue: {
      policies: entries.length,
      automatic: entries.filter((entry) => entry.judgedBy === "rule" && isOpen(entry.stage)).length,
      counts: countsOf(entries, on),
    },
    people: ofSubject("person"),
    organisations: ofSubject("organisation"),
    delays: delaysOf(waiting),
    audits: auditsOf(entries, measures),
  };
}

function measuredOf(entries: readonly Entry[], measures: Measures, subject: About): Measured[] {
  return entries.flatMap((entry) => {
    const measure = measures.get(entry.policy.id);
    if (measure === undefined || entry.policy.subject !== subject) return [];
    return [{ policy: entry.policy, measure }];
  });
}

function countsOf(entries: readonly Entry[], on: CivilDate): Statistics["catalogue"]["counts"] {
  const items = entries.map((entry) => policyItem(entry, on));
  const groups = Map.groupBy(items, ({ level, mode, status }) => `${level} ${mode} ${status}`);
  return [...groups.values()].flatMap((group) => {
    const [first] = group;
    if (first === undefined) return [];
    const { level, mode, status } = first;
    return [{ level, mode, status, policies: group.length }];
  });
}
