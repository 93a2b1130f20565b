import { definitionOf } from "#shared/facts/dictionary.ts";
import { hotColumn, jsonbColumns } from "#shared/rules/sql/columns.ts";
import { hotFacts } from "#shared/rules/sql/hot-row.ts";

/** What was made, and how large it is in the database. */
export interface Filled {
  readonly count: number;
  /** Of a whole profile, its index included. */
  readonly bytesPerProfile: number;
  /** Of the flat facts within it. */
  readonly bytesPerFacts: number;
  /** Of a row of hot facts. */
  readonly bytesPerHotRow: number;
}

const chunk = 100_000;

/** Timelines and remembered events are longer than the flat facts; this much of them stands in for the rest. */
const filler = "zeroblob(900), '[]', '{}', NULL, 'abcdefghijklmnopqrstuvwxyz'";

/** Numbers from `first` to `last`, and for each a number that is as good as random. */
function numbered(first: number, last: number): string {
  return `WITH RECURSIVE n (i) AS (SELECT ${first} UNION ALL SELECT i + 1 FROM n WHERE i < ${last}),
    r AS (SELECT i, i * 2654435761 % 4294967296 AS r FROM n)`;
}

/**
 * People of all ages: three in five with a hukou in Shanghai, one in fifty dead, one in fifty of no known hukou, one in
 * a thousand whose day of death is in conflict.
 */
export async function fillPeople(db: D1Database, count: number): Promise<Filled> {
  const facts = `jsonb_patch(jsonb_object(
      'birthDate', date('1926-01-01', (r % 36500) || ' days'),
      'hukouDistrict', CASE WHEN r / 36500 % 100 < 60 THEN printf('3101%02d', 1 + r / 7 % 18)
        WHEN r / 36500 % 100 < 98 THEN 'elsewhere' END,
      'residenceDistrict', '310104',
      'sex', CASE r % 2 WHEN 1 THEN 'male' ELSE 'female' END,
      'studentStatus', 'none',
      'retiredOn', '2010-01-01'), jsonb_object(
      'deathDate', CASE WHEN r / 365 % 50 = 0 THEN '2020-05-05' END,
      'deathCertifiedOn', CASE WHEN r / 365 % 50 = 0 THEN '2020-05-05' END,
      'disabilityGrade', CASE WHEN r / 37 % 30 = 0 THEN 1 + r / 91 % 4 END,
      'minimumLivingAllowance', CASE WHEN r / 41 % 40 = 0 THEN json('true') END,
      'veteran', CASE r / 43 % 20 WHEN 0 THEN json('true') WHEN 1 THEN json('false') END))`;
  const conflicting = `CASE WHEN r % 1000 = 0 THEN jsonb_set(${facts}, '$.deathDate', json('null')) ELSE ${facts} END`;
  const bytesPerProfile = await fill(db, count, "person", conflicting);
  const before = await sizeOf(db);
  await fillHotFacts(db);
  const bytesPerHotRow = ((await sizeOf(db)) - before) / count;
  return { count, bytesPerProfile, bytesPerHotRow, bytesPerFacts: await factsIn(db) };
}

/**
 * Organisations as on any day of 2026: nine in ten older than a year, some that first insured in 2025, some
 * established then; one in twenty large, one in ten that laid off, one in twenty that did not report.
 */
export async function fillOrganisations(db: D1Database, count: number): Promise<Filled> {
  const headcount = "(1 + r / 11 % 300)";
  const before = `CASE WHEN r % 20 < 18 THEN ${headcount} WHEN r % 20 = 18 THEN 0 END`;
  const months = Array.from({ length: 11 }, (_, index) => {
    const month = index + 1;
    const insured = `CASE WHEN r % 20 < 18 OR r / 20 % 12 < ${month} THEN ${headcount} ELSE 0 END`;
    return `'insuredHeadcount@2025-${String(month).padStart(2, "0")}', ${insured}`;
  });
  const after = `${headcount} - CASE WHEN r / 13 % 10 = 0 THEN ${headcount} / 4 ELSE 0 END`;
  const facts = `jsonb_patch(jsonb_object(
      'industry', 'C26', 'registeredDistrict', '310115',
      'sizeClass', CASE WHEN r / 17 % 20 = 0 THEN 'large' ELSE 'small' END,
      'establishedOn', CASE WHEN r % 20 < 19 THEN '2010-06-01' ELSE '2025-01-10' END,
      'insuredHeadcount@2024-12', ${before},
      'insuredHeadcount@2025-12', ${after}), jsonb_object(
      ${months.join(", ")},
      'naturalAttrition@2025', CASE WHEN r / 19 % 20 <> 0 THEN 0 END,
      'unemploymentPremiumPaidFen@2025', ${headcount} * 54321,
      'seriousDishonesty', CASE WHEN r / 23 % 100 = 0 THEN json('true') END,
      'deregisteredOn', CASE WHEN r / 29 % 50 = 0 THEN '2024-03-01' END))`;
  const bytesPerProfile = await fill(db, count, "organisation", facts);
  return { count, bytesPerProfile, bytesPerHotRow: 0, bytesPerFacts: await factsIn(db) };
}

async function fill(
  db: D1Database,
  count: number,
  kind: "person" | "organisation",
  facts: string,
): Promise<number> {
  const before = await sizeOf(db);
  for (let first = 1; first <= count; first += chunk) {
    const last = Math.min(count, first + chunk - 1);
    await db
      .prepare(
        `INSERT INTO profiles ${numbered(first, last)}
         SELECT printf('aa%024x', r * 4096 + i % 4096), '${kind}', 1, ${facts}, ${filler} FROM r ORDER BY 1`,
      )
      .run();
  }
  return ((await sizeOf(db)) - before) / count;
}

/** Fills the hot facts of everybody from the flat ones. */
async function fillHotFacts(db: D1Database): Promise<void> {
  const profile = jsonbColumns("p.facts");
  const values = hotFacts.map((name) =>
    profile.fact(name, definitionOf(name).absence.means === "unknown" ? "null" : "sentinel"),
  );
  const columns = ["subject_key", ...hotFacts.map(hotColumn)];
  await db
    .prepare(
      `INSERT INTO hot_facts (${columns.join(", ")})
       SELECT p.subject_key, ${values.join(", ")} FROM profiles AS p ORDER BY p.subject_key`,
    )
    .run();
}

async function sizeOf(db: D1Database): Promise<number> {
  return (await db.prepare("SELECT 1").run()).meta.size_after;
}

async function factsIn(db: D1Database): Promise<number> {
  return (await db.prepare("SELECT avg(length(facts)) AS size FROM profiles").first("size")) ?? 0;
}
