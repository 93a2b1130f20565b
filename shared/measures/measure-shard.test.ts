import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { considerObjection } from "#shared/objections/consider-objection.ts";
import { aPhone, lodge, policyOf } from "#shared/testing/an-objection.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import jobRetentionRefund from "#shared/policies/job-retention-refund.ts";
import parkAdmission from "#shared/policies/park-admission.ts";
import seniorAllowance from "#shared/policies/senior-comprehensive-allowance.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { notYetFor } from "#shared/stages/scope.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { complete, firm, morningOf, senior } from "#shared/testing/a-senior.ts";
import { allLive } from "#shared/testing/all-live.ts";
import { anEntitlement, anInstruction, aSubjectKey } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import {
  storeEntitlements,
  storeInstructionRows,
  storeSubject,
} from "#shared/testing/stored-subjects.ts";
import { measureShard } from "./measure-shard.ts";
import { readSettled } from "./read-settled.ts";

let databases: Databases;
let db: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  db = databases.DB_0;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const now = morningOf("2026-11-20");
const live: PolicyStage = { stage: "live", number: 1, reason: "", sinceAt: 0 };
const inDistrict: PolicyStage = { ...live, stage: "pilot", pilot: { districts: ["310104"] } };
const nobody = new Map<string, PolicyStage>();

const measure = async (
  policy: Policy = seniorAllowance,
  stage: PolicyStage = live,
  known: ReadonlySet<string> = complete,
  at: Date = now,
) => {
  const settled = (await readSettled(db, [{ policy, stage }], at)).get(policy.id);
  if (settled === undefined) throw new Error("nothing was read of it");
  return measureShard(db, 0, { policy, stage }, settled, { now: at, complete: known });
};

/** The counts of a district, without those that are nought. */
const of = async (district: string, ...more: Parameters<typeof measure>) => {
  const row = (await measure(...more)).measures.find((one) => one.district === district);
  const {
    policy,
    day,
    shard,
    stage,
    measuredAt,
    district: _,
    waits,
    ...counts
  } = row ?? {
    policy: "none",
  };
  return Object.fromEntries(Object.entries(counts).filter(([, count]) => count !== 0));
};

describe("a measure", () => {
  it("counts by district whom the rule meets, what they get, and of whom the data cannot tell", async () => {
    await storeSubject(db, aSubjectKey(), senior);
    await storeSubject(db, aSubjectKey(), { ...senior, birthDate: "1960-01-01" });
    await storeSubject(db, aSubjectKey(), { ...senior, hukouDistrict: "310104" });
    await storeSubject(db, aSubjectKey(), { ...senior, hukouDistrict: "elsewhere" });
    await storeSubject(db, aSubjectKey(), { birthDate: "1950-01-01" });
    expect(await of("310101")).toEqual({ eligible: 2, entitled: 2, amountFen: 225_00 });
    expect(await of("310104")).toEqual({ eligible: 1, entitled: 1, amountFen: 150_00 });
    expect(await of("")).toEqual({ unknown: 1 });
    expect((await measure()).measures.map(({ district }) => district).toSorted()).toEqual([
      "",
      "310101",
      "310104",
    ]);
  });

  it("has a row for '' where there is nobody, so that the shard is known to be measured", async () => {
    const { measures, pending } = await measure();
    expect(pending).toBe(0);
    expect(measures).toEqual([
      expect.objectContaining({ district: "", day: "2026-11-20", shard: 0, stage: 1, eligible: 0 }),
    ]);
  });

  it("tells which fact is wanting for how many, and for how many it is known", async () => {
    await storeSubject(db, aSubjectKey(), senior);
    await storeSubject(db, aSubjectKey(), { birthDate: "1950-01-01" });
    await storeSubject(db, aSubjectKey(), {});
    const { gaps } = await measure();
    expect(
      gaps.map(({ fact, people, known, subjects }) => [fact, people, known, subjects]),
    ).toEqual(
      expect.arrayContaining([
        ["hukouDistrict", 2, 1, 3],
        ["birthDate", 1, 2, 3],
        ["deathDate", 0, 0, 3],
      ]),
    );
  });

  it("takes whom a register leaves in doubt for unknown", async () => {
    await storeSubject(db, aSubjectKey(), senior);
    const others = complete.difference(new Set(["deathDate"]));
    expect(await of("310101", seniorAllowance, live, others)).toEqual({ unknown: 1, entitled: 1 });
    const { gaps } = await measure(seniorAllowance, live, others);
    expect(gaps).toContainEqual(expect.objectContaining({ fact: "deathDate", people: 1 }));
  });

  it("leaves out who is due for review, and says so", async () => {
    const subjectKey = aSubjectKey();
    await storeSubject(db, subjectKey, senior);
    await db.prepare("UPDATE profiles SET review_on = '2026-11-20'").run();
    expect(await of("310101")).toEqual({ entitled: 1 });
    expect(await of("")).toEqual({ pending: 1 });
  });

  it("measures organisations by the district where they are registered", async () => {
    await storeSubject(
      db,
      aSubjectKey(),
      { ...firm, registeredDistrict: "310115" },
      { kind: "organisation" },
    );
    expect(await of("310115", jobRetentionRefund)).toMatchObject({ eligible: 1, entitled: 1 });
  });

  it("finds nobody eligible on a day without a version", async () => {
    await storeSubject(db, aSubjectKey(), senior);
    const { measures, gaps } = await measure(
      seniorAllowance,
      live,
      complete,
      morningOf("2010-01-01"),
    );
    expect(measures.some(({ eligible, unknown }) => eligible + unknown > 0)).toBe(false);
    expect(gaps).toEqual([]);
  });
});

describe("the omission audit", () => {
  it("finds nothing where every eligible subject in scope has an entitlement, however it stands", async () => {
    const [one, two] = [aSubjectKey(), aSubjectKey()];
    for (const key of [one, two]) await storeSubject(db, key, senior);
    await db
      .prepare("UPDATE entitlements SET held_because = 'account-missing' WHERE subject_key = ?")
      .bind(one)
      .run();
    await db
      .prepare("UPDATE entitlements SET state = 'waived' WHERE subject_key = ?")
      .bind(two)
      .run();
    expect(await of("310101")).toEqual({ eligible: 2, entitled: 2, amountFen: 300_00 });
  });

  it("finds who is eligible and has nothing, or only what facts have ended", async () => {
    const ended = aSubjectKey();
    await storeSubject(db, aSubjectKey(), senior, { stages: nobody });
    await storeSubject(db, ended, senior, { stages: nobody });
    await storeEntitlements(db, [anEntitlement({ subjectKey: ended, state: "terminated" })]);
    expect(await of("310101")).toMatchObject({ eligible: 2, omitted: 2 });
  });

  it("takes an entitlement of another period for none", async () => {
    const subjectKey = aSubjectKey();
    await storeSubject(db, subjectKey, senior, { stages: nobody });
    await storeEntitlements(db, [anEntitlement({ subjectKey, period: "2026-10" })]);
    expect(await of("310101")).toMatchObject({ omitted: 1 });
  });

  it("does not miss whom the ordinary channel has", async () => {
    const subjectKey = aSubjectKey();
    await storeSubject(db, subjectKey, senior, { stages: nobody });
    await storeEntitlements(db, [anEntitlement({ subjectKey, state: "redirected" })]);
    expect(await of("310101")).toEqual({ eligible: 1, amountFen: 150_00 });
  });

  it.each(["listed", "ready", "paused", "retired"] as const)(
    "misses nobody while the policy is %s",
    async (stage) => {
      await storeSubject(db, aSubjectKey(), senior, { stages: nobody });
      expect(await of("310101", seniorAllowance, { ...live, stage })).toMatchObject({
        eligible: 1,
      });
      expect(await of("310101", seniorAllowance, { ...live, stage })).not.toHaveProperty("omitted");
    },
  );

  it("misses in a pilot only those of its districts", async () => {
    await storeSubject(db, aSubjectKey(), senior, { stages: nobody });
    await storeSubject(
      db,
      aSubjectKey(),
      { ...senior, hukouDistrict: "310104" },
      { stages: nobody },
    );
    expect(await of("310101", seniorAllowance, inDistrict)).not.toHaveProperty("omitted");
    expect(await of("310104", seniorAllowance, inDistrict)).toMatchObject({ omitted: 1 });
  });

  it("misses in a pilot by share exactly those who belong to the share", async () => {
    const keys = Array.from({ length: 40 }, () => aSubjectKey());
    const stage: PolicyStage = { ...live, stage: "pilot", pilot: { percent: 30 } };
    for (const key of keys) await storeSubject(db, key, senior, { stages: nobody });
    const expected = keys.filter(
      (subjectKey) =>
        notYetFor(seniorAllowance.id, stage, { subjectKey, district: "310101" }) === undefined,
    );
    expect(expected.length).toBeGreaterThan(0);
    expect(await of("310101", seniorAllowance, stage)).toMatchObject({
      eligible: 40,
      omitted: expected.length,
    });
  });

  it("misses nobody of a benefit by the visit", async () => {
    await storeSubject(db, aSubjectKey(), { ...senior, veteran: true });
    expect(await of("310101", parkAdmission)).toEqual({ eligible: 1 });
  });

  it("finds an entitlement for which the rule is not met on the day for which it was judged", async () => {
    const [stranger, moved] = [aSubjectKey(), aSubjectKey()];
    await storeSubject(db, stranger, { ...senior, birthDate: "1990-01-01" }, { stages: nobody });
    await storeSubject(db, moved, senior, { stages: nobody });
    await storeEntitlements(db, [
      anEntitlement({ subjectKey: stranger, state: "awaiting-fulfilment" }),
      anEntitlement({ subjectKey: moved }),
    ]);
    expect(await of("310101")).toEqual({
      eligible: 1,
      amountFen: 150_00,
      entitled: 2,
      unfounded: 1,
    });
  });

  it("lets stand what time has passed over since it was judged", async () => {
    const subjectKey = aSubjectKey();
    await storeSubject(db, subjectKey, { ...senior, deathDate: "2026-11-15" }, { stages: nobody });
    await storeEntitlements(db, [anEntitlement({ subjectKey, judgedOn: civilDate("2026-11-01") })]);
    expect(await of("310101")).toEqual({ entitled: 1 });
  });

  it("does not call unfounded what is only in doubt", async () => {
    const subjectKey = aSubjectKey();
    await storeSubject(db, subjectKey, { birthDate: "1950-01-01" }, { stages: allLive });
    await storeEntitlements(db, [anEntitlement({ subjectKey, heldBecause: "facts-unknown" })]);
    expect(await of("")).toEqual({ unknown: 1, entitled: 1 });
  });
});

describe("what came of it", () => {
  const at = (day: string): number => morningOf(day).getTime();
  const steps = (matched: string, fulfilled: string) => [
    { state: "matched" as const, at: at(matched) },
    { state: "fulfilled" as const, at: at(fulfilled) },
  ];

  it("counts who received it, what was paid, and the days it took", async () => {
    const [one, two] = [aSubjectKey(), aSubjectKey()];
    for (const key of [one, two]) await storeSubject(db, key, senior, { stages: nobody });
    const instruction = "i";
    const fulfilled = { state: "fulfilled", instruction } as const;
    await storeEntitlements(db, [
      anEntitlement({ subjectKey: one, ...fulfilled, steps: steps("2026-11-01", "2026-11-04") }),
      anEntitlement({
        subjectKey: one,
        ...fulfilled,
        period: "2026-10",
        steps: steps("2026-10-01", "2026-10-01"),
      }),
      anEntitlement({ subjectKey: two, ...fulfilled, steps: steps("2026-11-01", "2026-11-04") }),
    ]);
    const paid = { state: "paid", settledAt: at("2026-11-04"), amountFen: 75_00 } as const;
    await storeInstructionRows(db, [
      anInstruction({ subjectKey: one, ...paid }),
      anInstruction({ subjectKey: two, ...paid }),
    ]);
    expect(await of("310101")).toMatchObject({
      entitled: 2,
      benefited: 2,
      paidFen: 150_00,
      settled: 2,
    });
    const row = (await measure()).measures.find(({ district }) => district === "310101");
    expect(JSON.parse(row?.waits ?? "")).toEqual({ 0: 1, 3: 2 });
  });

  it("counts entitlements that are objected to since the stage began, once, and only if it was accepted", async () => {
    const subjectKey = aSubjectKey();
    await storeSubject(db, subjectKey, senior, { stages: nobody });
    const months = ["2026-10", "2026-09", "2026-08", "2026-07"];
    const all = months.map((period) => anEntitlement({ subjectKey, period, id: `aa${period}` }));
    await storeEntitlements(db, all);
    const [one, early, declined, untouched] = all;
    const since = { ...live, sinceAt: at("2026-11-01") };
    const taken = async (
      entitlement: Entitlement | undefined,
      phone: number,
      decision: "accept" | "decline",
      day: string,
    ) => {
      if (entitlement === undefined) throw new Error("there are four");
      const { id, policy } = await lodge(db, entitlement, aPhone(phone), new Date(at(day)));
      const how = { decision, by: "handler", text: "" } as const;
      await considerObjection(db, {}, policyOf({ policy }), id, how, new Date(at(day)));
    };
    await taken(one, 1, "accept", "2026-11-10");
    await taken(one, 2, "accept", "2026-11-11");
    await taken(early, 3, "accept", "2026-10-10");
    await taken(declined, 4, "decline", "2026-11-10");
    if (untouched !== undefined) await lodge(db, untouched, aPhone(5), new Date(at("2026-11-10")));
    expect(await of("310101", seniorAllowance, since)).toMatchObject({ objections: 1 });
  });

  it("counts failed payments since the stage began", async () => {
    const subjectKey = aSubjectKey();
    await storeSubject(db, subjectKey, senior, { stages: nobody });
    const settled = (state: "rejected" | "returned" | "paid", day: string) =>
      anInstruction({ subjectKey, state, settledAt: at(day) });
    await storeInstructionRows(db, [
      settled("rejected", "2026-11-10"),
      settled("returned", "2026-11-11"),
      settled("paid", "2026-11-12"),
      settled("rejected", "2026-10-10"),
      anInstruction({ subjectKey, state: "delivered" }),
    ]);
    const since = { ...live, sinceAt: at("2026-11-01") };
    expect(await of("310101", seniorAllowance, since)).toMatchObject({
      settled: 3,
      failed: 2,
    });
  });
});
