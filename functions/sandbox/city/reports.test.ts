import { expect, test } from "vitest";
import { ageOn } from "#shared/calendar/age.ts";
import { addMonths, civilDate } from "#shared/calendar/civil-date.ts";
import { sampleCity } from "./city.ts";

const today = civilDate("2026-11-23");
const { people, organisations, hirings, registered } = sampleCity(today);

/** How many of the subjects were told about so. */
const countOf = <Item>(items: readonly Item[], holds: (item: Item) => unknown): number =>
  items.filter((item) => holds(item) === true).length;

test("final-year students, people who need care, martyrs' families and elders of Pudong about to be ninety are there", () => {
  const counts = [
    countOf(people, ({ reports }) => reports.education?.["finalYearStudent"]),
    countOf(people, ({ reports }) => reports.education?.["studentLoan"]),
    countOf(
      people,
      ({ reports }) => reports["disabled-persons-federation"]?.["longTermCareNeeded"],
    ),
    countOf(people, ({ martyrFamily }) => martyrFamily),
    countOf(people, ({ reports }) => reports["civil-affairs"]?.["extremePovertySupport"]),
    countOf(people, ({ reports }) => reports.health?.["establishedChildless"]),
    countOf(
      people,
      ({ birthDate, hukouDistrict }) =>
        hukouDistrict === "310115" && birthDate > "1936-11-23" && birthDate < "1937-01-01",
    ),
  ];
  for (const count of counts) expect(count).toBeGreaterThan(0);
});

test("only the severely disabled are assessed for care, and some are not yet", () => {
  const assessed = people.filter(
    ({ reports }) => reports["disabled-persons-federation"]?.["longTermCareNeeded"] !== undefined,
  );
  for (const { disability } of assessed) expect(disability?.grade).toBeLessThanOrEqual(3);
  const severely = people.filter(({ disability }) => (disability?.grade ?? 4) <= 2);
  expect(severely.length).toBeGreaterThan(countOf(severely, (one) => assessed.includes(one)));
});

test("students are registered, and nobody has a diploma of the future", () => {
  const inFinalYear = people.filter(({ reports }) => reports.education?.["finalYearStudent"]);
  for (const { studentStatus } of inFinalYear)
    expect(["secondary", "university"]).toContain(studentStatus);
  for (const { reports } of people)
    expect((reports.education?.["graduatedOn"] ?? "") <= today).toBe(true);
});

test("nine firms in ten are small or micro, and most file as small-scale taxpayers", () => {
  const small = countOf(
    organisations,
    ({ sizeClass }) => sizeClass !== "medium" && sizeClass !== "large",
  );
  expect(small / organisations.length).toBeGreaterThan(0.85);
  const kinds = organisations.map(({ reports }) => reports.tax?.["vatTaxpayerKind"]);
  expect(countOf(kinds, (kind) => kind === "small-scale")).toBeGreaterThan(kinds.length / 2);
  expect(countOf(kinds, (kind) => kind === undefined)).toBeGreaterThan(0);
});

test("sales and taxes are filed from January to last month, and of a few the last month is wanting", () => {
  const filed = (month: string) =>
    countOf(
      organisations,
      ({ reports }) => `sixTaxesTwoFeesDueFen@${month}` in (reports.tax ?? {}),
    );
  expect([filed("2025-12"), filed("2026-11")]).toEqual([0, 0]);
  expect(filed("2026-01")).toBeGreaterThan(290);
  expect(filed("2026-10")).toBeLessThan(filed("2026-01"));
  expect(filed("2026-10")).toBeGreaterThan(270);
});

test("in January the months of the year that has ended are known", () => {
  const { organisations: firms } = sampleCity(civilDate("2027-01-05"), {
    people: 0,
    organisations: 10,
  });
  const months = Object.keys(firms[0]?.reports.tax ?? {}).filter((fact) => fact.startsWith("six"));
  expect(months).toContain("sixTaxesTwoFeesDueFen@2026-12");
  expect(months).not.toContain("sixTaxesTwoFeesDueFen@2027-01");
});

test("only enterprises are recognised as specialised and new, and each has its day", () => {
  const recognised = organisations.filter(({ specialisedNew }) => specialisedNew !== undefined);
  expect(recognised.length).toBeGreaterThan(10);
  for (const { id, specialisedNew, reports } of recognised) {
    const days = reports["economy-informatisation"] ?? {};
    expect(id.startsWith("91")).toBe(true);
    expect(days["specialisedNewCityOn"]).toBeDefined();
    expect(days["specialisedNewNationalOn"] !== undefined).toBe(specialisedNew === "national");
  }
});

test("the edges of the amounts stand in the city", () => {
  const told = (department: "tax" | "trade-union", fact: string) =>
    organisations.map(({ reports }) => reports[department]?.[fact]);
  expect(told("tax", "taxableSalesFen@2026-10")).toEqual(
    expect.arrayContaining([99_999_99, 100_000_00]),
  );
  expect(told("trade-union", "unionDuesPaidOnTimeFen@2025")).toEqual(
    expect.arrayContaining([9_999_98, 9_999_99, 10_000_00]),
  );
  expect(told("tax", "researchSpendFen@2025")).toEqual(
    expect.arrayContaining([4_000_000_00, 12_000_000_00]),
  );
});

test("dues, rents and bills are those of some firms, and here and there a figure is wanting", () => {
  const union = organisations.filter(({ reports }) => reports["trade-union"]?.["hasTradeUnion"]);
  const owed = countOf(
    union,
    ({ reports }) => typeof reports["trade-union"]?.["unionDuesOwedFen@2025"] === "number",
  );
  expect(union.length).toBeGreaterThan(100);
  expect(owed).toBeLessThan(union.length);
  const tenants = organisations.filter(({ reports }) => reports["state-assets"]?.["stateTenant"]);
  const rents = countOf(
    tenants,
    ({ reports }) => typeof reports["state-assets"]?.["stateRentFen@2026"] === "number",
  );
  expect(tenants.length).toBeGreaterThan(rents);
  expect(rents).toBeGreaterThan(10);
  const accounts = organisations.map(({ reports }) => reports.utilities?.["utilityAccountKind"]);
  expect(new Set(accounts)).toEqual(new Set(["non-residential", "residential-price", undefined]));
});

test("a few dozen were hired, of working age, graduates after their diploma; one of them by two employers in turn", () => {
  expect(hirings.length).toBeGreaterThanOrEqual(36);
  for (const { employee, employer, from } of hirings) {
    expect(ageOn(employee.birthDate, from)).toBeGreaterThanOrEqual(15);
    expect(from <= today && from > addMonths(today, -37)).toBe(true);
    expect(employer.establishedOn <= from).toBe(true);
    const graduatedOn = employee.reports.education?.["graduatedOn"];
    const isLate = typeof graduatedOn === "string" && graduatedOn > "2023-11-23";
    expect(isLate ? graduatedOn < from : true).toBe(true);
  }
  const ofEach = [...Map.groupBy(hirings, ({ employee }) => employee).values()];
  const twice = ofEach.find(({ length }) => length > 1);
  const [first, second] = twice ?? [];
  expect(first?.until).toBeDefined();
  expect((first?.until ?? "") < (second?.from ?? "")).toBe(true);
  expect(first?.employer.id).not.toBe(second?.employer.id);
  expect(registered.length).toBe(hirings.length - 1);
});

test("among the hired are graduates and people who were unemployed, and of a few the insured months are wanting", () => {
  const has = (fact: string) => countOf(registered, ({ report }) => report[fact] !== undefined);
  expect(has("countsAsGraduateUntil")).toBeGreaterThan(10);
  expect(has("unemployedMonths")).toBeGreaterThan(10);
  expect(has("ageWhenHired")).toBe(registered.length);
  expect(has("insuredMonths")).toBeLessThan(registered.length);
});

test("some elders are paid by an older system until this month, rightly, wrongly and without ground", () => {
  const { existing } = sampleCity(today);
  expect(existing.length).toBeGreaterThan(10);
  const grounded = existing.filter(({ one }) => one.hukouDistrict !== "elsewhere");
  expect(existing.length - grounded.length).toBeGreaterThan(0);
  const wrong = new Set([105_00, 210_00, 380_00, 630_00]);
  expect(grounded.some(({ amountFen }) => wrong.has(amountFen))).toBe(true);
  for (const { one, appliedOn } of existing) {
    expect(ageOn(one.birthDate, today)).toBeGreaterThan(65);
    expect(appliedOn < today).toBe(true);
  }
});
