import { expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { standard, target } from "#shared/testing/sample-parameters.ts";
import {
  absent,
  ageAtLeast,
  ageBelow,
  atLeast,
  atMost,
  dateAfter,
  dateBefore,
  dateOnOrAfter,
  dateOnOrBefore,
  days,
  holds,
  is,
  isOneOf,
  judgedDay,
  lasted,
  lessThan,
  months,
  moreThan,
  present,
  within,
  years,
} from "./compare.ts";
import { fact } from "./fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "./logic.ts";
import {
  byAge,
  byBands,
  capped,
  constant,
  count,
  difference,
  perHead,
  proportionOf,
  proRata,
  shareOf,
  sum,
  times,
  valueOf,
} from "./number.ts";
import { every, some } from "./relation.ts";
import { percent } from "./share.ts";

/** Every builder makes plain data, and what is stored, compiled and explained rests on its shape. */

it("conditions on facts are data", () => {
  expect(holds("veteran")).toEqual({ kind: "holds", fact: fact("veteran") });
  expect(isOneOf("sex", ["male", "female"])).toEqual({
    kind: "isOneOf",
    fact: fact("sex"),
    values: ["male", "female"],
  });
  expect(is("sex", "male")).toEqual({ kind: "isOneOf", fact: fact("sex"), values: ["male"] });
  expect(absent("deathDate")).toEqual({ kind: "absent", fact: fact("deathDate") });
  expect(present("deathDate")).toEqual({ kind: "not", part: absent("deathDate") });
});

it("comparisons of numbers are data", () => {
  const left = fact("disabilityGrade");
  const right = constant(3);
  expect(atLeast(left, 3)).toEqual({ kind: "number", order: "atLeast", left, right });
  expect(atMost(left, right)).toEqual({ kind: "number", order: "atMost", left, right });
  expect(moreThan(left, 3)).toEqual({ kind: "number", order: "moreThan", left, right });
  expect(lessThan(left, 3)).toEqual({ kind: "number", order: "lessThan", left, right });
});

it("comparisons of days are data", () => {
  const birth = fact("birthDate");
  const day = { kind: "day", day: civilDate("2024-07-01") };
  expect(dateOnOrBefore("birthDate", judgedDay)).toEqual({
    kind: "date",
    order: "onOrBefore",
    fact: birth,
    day: { kind: "judgedDay" },
  });
  expect(dateOnOrAfter("birthDate", "2024-07-01")).toMatchObject({ order: "onOrAfter", day });
  expect(dateBefore("birthDate", "2024-07-01")).toMatchObject({ order: "before", day });
  expect(dateAfter("birthDate", { dayOf: "deathDate" })).toMatchObject({
    order: "after",
    day: fact("deathDate"),
  });
});

it("durations are data", () => {
  const age = {
    kind: "lasted",
    fact: fact("birthDate"),
    duration: { unit: "years", count: 65 },
    on: judgedDay,
  };
  expect(ageAtLeast(65)).toEqual(age);
  expect(ageBelow(65)).toEqual({ kind: "not", part: age });
  expect([years(1), months(2), days(3)]).toEqual([
    { unit: "years", count: 1 },
    { unit: "months", count: 2 },
    { unit: "days", count: 3 },
  ]);
  expect(within("retiredOn", months(1))).toEqual({
    kind: "all",
    parts: [
      dateOnOrBefore("retiredOn", judgedDay),
      { kind: "not", part: lasted("retiredOn", months(1)) },
    ],
  });
});

it("conditions made of others are data", () => {
  const [a, b] = [holds("veteran"), holds("martyrFamily")];
  expect(all(a, b)).toEqual({ kind: "all", parts: [a, b] });
  expect(any(a, b)).toEqual({ kind: "any", parts: [a, b] });
  expect(not(a)).toEqual({ kind: "not", part: a });
  expect(atLeast(1, a, b)).toEqual({ kind: "quorum", least: 1, parts: [a, b] });
  expect(worded({ clause: "退役军人" }, a)).toEqual({
    kind: "worded",
    words: { clause: "退役军人" },
    part: a,
  });
  expect(cases({ when: a, demand: b }, { when: b, demand: a })).toEqual({
    kind: "cases",
    cases: [
      { when: a, demand: b },
      { when: b, demand: a },
    ],
  });
  const rest = { relation: "child", where: a };
  expect(some("child", a)).toEqual({ kind: "related", quantifier: "some", ...rest });
  expect(every("child", a)).toEqual({ kind: "related", quantifier: "every", ...rest });
  const ratio = { name: "比例", dividend: constant(1), divisor: constant(2), limit: percent("5") };
  expect(ratioAtMost(ratio)).toEqual({ kind: "ratioAtMost", ...ratio });
});

it("numbers are data", () => {
  const [of, other] = [fact("disabilityGrade"), fact("disabilityCategory")];
  const rounding = { mode: "down", clause: "一" } as const;
  expect(valueOf(standard)).toEqual({ kind: "parameter", parameter: standard });
  expect(shareOf(target)).toEqual({ kind: "parameter", parameter: target });
  expect(sum(of, other)).toEqual({ kind: "sum", parts: [of, other] });
  expect(difference(of, other)).toEqual({ kind: "difference", from: of, less: other });
  expect(times(2, of)).toEqual({ kind: "product", parts: [constant(2), of] });
  expect(perHead(2, of)).toEqual({ kind: "product", parts: [constant(2), of] });
  expect(capped(of, 2)).toEqual({ kind: "least", parts: [of, constant(2)] });
  expect(count("child", holds("veteran"))).toEqual({
    kind: "count",
    relation: "child",
    where: holds("veteran"),
  });
  expect(proportionOf(percent("5"), of, rounding)).toEqual({
    kind: "proportion",
    of,
    share: percent("5"),
    rounding,
  });
  expect(byBands(of, [[1, 2]])).toEqual({ kind: "bands", of, bands: [[1, 2]] });
  expect(byAge([[65, 2]])).toEqual({
    kind: "ageBands",
    fact: fact("birthDate"),
    bands: [[65, 2]],
  });
  const part = { per: "month", by: "days", since: fact("retiredOn"), rounding } as const;
  expect(proRata(7, part)).toEqual({ kind: "proRata", of: constant(7), ...part });
});
