import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "#shared/rules/evaluating/evaluate.ts";
import { startJudging } from "#shared/rules/evaluating/judging.ts";
import { atLeast, dateOnOrAfter, dateOnOrBefore } from "#shared/rules/language/compare.ts";
import { fact } from "#shared/rules/language/fact-reference.ts";
import { all, any } from "#shared/rules/language/logic.ts";
import { some } from "#shared/rules/language/relation.ts";
import { askBoth } from "#shared/testing/ask-closures.ts";
import { askInSql } from "#shared/testing/ask-in-sql.ts";
import { aProfile, aRelative } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { readProfileOn } from "#shared/profiles/read-profile.ts";
import { flatRelativeOn } from "./flat-relative.ts";
import type { KnownRelative, Span } from "./known-relative.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

const on = civilDate("2022-09-01");
const setting = { on, complete: new Set(["employee", "unemployedMonths", "graduatedOn"]) };

const hired = some(
  "employee",
  all(
    dateOnOrAfter("employedSince", "2022-03-01"),
    atLeast(fact("contractMonths"), 12),
    any(
      atLeast(fact("unemployedMonths"), 3),
      dateOnOrBefore("graduatedOn", { dayOf: "employedSince" }),
    ),
  ),
);

type Facts = Readonly<Record<string, number | string>>;
const unemployed = { unemployedMonths: 3 };
const asked = ["graduatedOn", "unemployedMonths"];

function employee(span: Span, facts: Facts | undefined): KnownRelative {
  const relative = aRelative({ relation: "employee", asked }, facts, asked);
  return { ...relative, register: { ...relative.register, reports: [span] } };
}

/** The judge on the stored relation, closures and SQL on the flat facts that are made of it. */
async function askAll(span: Span, facts: Facts | undefined): Promise<unknown> {
  const relative = employee(span, facts);
  const profile = aProfile({}, { kind: "organisation", relatives: [relative] });
  const judging = startJudging(readProfileOn(profile, setting.complete, on), on);
  const flat = flatRelativeOn(relative, on);
  const subject = { facts: {}, relatives: { employee: flat === undefined ? [] : [flat] } };
  const answers = [
    evaluate(hired, judging).verdict,
    ...Object.values(askBoth(hired, subject, setting)),
    await askInSql(databases.DB_0, hired, subject, setting),
  ];
  return new Set(answers).size === 1 ? answers[0] : answers;
}

const span = (from: string | null, until: string | null): Span => [
  from === null ? null : civilDate(from),
  until === null ? null : civilDate(until),
];

describe("judge, closures and SQL read the days of an employment alike", () => {
  it.each<[string, Span, Facts | undefined, string]>([
    ["a contract of a year", span("2022-03-01", "2023-02-28"), unemployed, "met"],
    ["one day less", span("2022-03-01", "2023-02-27"), unemployed, "unmet"],
    ["a contract without an end", span("2022-03-01", null), unemployed, "met"],
    ["hired a day too early", span("2022-02-28", null), unemployed, "unmet"],
    ["hired today", span("2022-09-01", null), unemployed, "met"],
    ["hired tomorrow, and nobody else", span("2022-09-02", null), unemployed, "unmet"],
    ["gone yesterday", span("2022-03-01", "2022-08-31"), unemployed, "unmet"],
    ["hired nobody knows when", span(null, null), unemployed, "unknown"],
    ["and for too short a time", span("2022-03-01", "2022-09-01"), {}, "unmet"],
    ["neither unemployed nor a graduate", span("2022-03-01", null), {}, "unmet"],
    ["unemployed too briefly", span("2022-03-01", null), { unemployedMonths: 2 }, "unmet"],
    ["graduated on that day", span("2022-07-01", null), { graduatedOn: "2022-07-01" }, "met"],
    ["graduated the day after", span("2022-07-01", null), { graduatedOn: "2022-07-02" }, "unmet"],
    ["of whom nothing has arrived", span("2022-07-01", null), undefined, "unknown"],
    ["of whom nothing need arrive", span("2022-02-28", null), undefined, "unmet"],
  ])("%s", async (_, days, facts, verdict) => {
    expect(await askAll(days, facts)).toBe(verdict);
  });
});
