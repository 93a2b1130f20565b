import { sql } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { rowsOf, statement } from "#shared/db/statement.ts";
import { emptyProfile } from "#shared/profiles/profile.ts";
import { commitSubjects } from "#shared/judging/commit-subjects.ts";
import { decideOn } from "#shared/testing/a-senior.ts";
import { aState, aSubjectKey, now } from "#shared/testing/builders.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { completeRegisters, lateRegisters, type StoredRegister } from "./register.ts";
import { type RegisterReport, reportRegister } from "./report-register.ts";
import { reviewForNewRegisters } from "./review-for-new-registers.ts";
import { selectRegisters } from "./select-registers.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const hours = (n: number): Date => new Date(now.getTime() + n * 3_600_000);

function aReport(
  id: string,
  completeAsOf: Date,
  more: Partial<RegisterReport> = {},
): RegisterReport {
  const digest = `${completeAsOf.getTime()}`;
  return {
    fact: "deathDate",
    department: "public-security",
    completeAsOf,
    source: "urn:test",
    id,
    digest,
    ...more,
  };
}

const report = (one: RegisterReport, at = now) => reportRegister(databases.DB_CITY, one, at);

async function registers(): Promise<StoredRegister[]> {
  return rowsOf<StoredRegister>(await selectRegisters(databases.DB_CITY).all());
}

describe("a register", () => {
  it("is complete up to the latest instant that was reported", async () => {
    expect(await report(aReport("1", hours(-24)))).toBe("accepted");
    expect(await report(aReport("2", hours(0)))).toBe("accepted");
    expect(await report(aReport("3", hours(-12)))).toBe("stale");
    expect(await registers()).toMatchObject([{ completeAsOf: now.getTime() }]);
    expect(completeRegisters(await registers())).toEqual(new Set(["deathDate"]));
  });

  it("that is reported again by the same event is a duplicate; with another body the id is reused", async () => {
    await report(aReport("1", hours(-24)));
    expect(await report(aReport("1", hours(-24)))).toBe("duplicate");
    expect(await report(aReport("1", hours(0)))).toBe("reused");
    expect(await registers()).toMatchObject([{ completeAsOf: hours(-24).getTime() }]);
  });

  it("that three report at once ends with the latest", async () => {
    const statuses = await Promise.all(
      [-3, -2, -1].map(async (n) => report(aReport(`${n}`, hours(n)))),
    );
    expect(statuses.every((one) => one === "accepted" || one === "stale")).toBe(true);
    expect(await registers()).toMatchObject([{ completeAsOf: hours(-1).getTime() }]);
  });

  it("is late once its report is more than 48 hours old, and not before it was ever reported", async () => {
    await report(aReport("1", hours(-48)));
    const names = ["deathDate", "crematedOn", "birthDate", "unknownFact"];
    expect(lateRegisters(await registers(), names, now)).toEqual([]);
    expect(lateRegisters(await registers(), names, hours(0.001))).toEqual(["deathDate"]);
  });

  it("of a relation is late like that of a fact, where the dictionary gives its absence a meaning", async () => {
    await report({ ...aReport("1", hours(-49)), fact: "employee", department: "human-resources" });
    await report({ ...aReport("2", hours(-49)), fact: "child" });
    expect(completeRegisters(await registers())).toContain("employee");
    expect(lateRegisters(await registers(), ["employee", "child"], now)).toEqual(["employee"]);
  });
});

describe("a register that is complete for the first time", () => {
  async function aReviewOn(kind: "person" | "organisation"): Promise<() => Promise<unknown>> {
    const subjectKey = aSubjectKey();
    const changes = await decideOn(
      aState({ profile: emptyProfile(subjectKey, kind) }),
      "2026-11-20",
    );
    const commit = { changes, mark: 0, blindIndexes: [subjectKey], isNew: true, stored: undefined };
    await commitSubjects(databases.DB_0, [commit], civilDate("2026-11-20"));
    return () =>
      statement(
        databases.DB_0,
        sql`SELECT review_on FROM profiles WHERE subject_key = ${subjectKey}`,
      ).first("review_on");
  }

  const clear = () => databases.DB_0.prepare("UPDATE profiles SET review_on = '2027-01-01'").run();

  it("makes every profile of its kind due, twice, and no other", async () => {
    const [person, organisation] = [await aReviewOn("person"), await aReviewOn("organisation")];
    await clear();
    await report(aReport("1", hours(-1)));
    await reviewForNewRegisters(databases, await registers(), now);
    expect([await person(), await organisation()]).toEqual(["2026-11-20", "2027-01-01"]);
    await clear();
    await reviewForNewRegisters(databases, await registers(), new Date(now.getTime() + 60_000));
    expect(await person()).toBe("2027-01-01");
    await reviewForNewRegisters(databases, await registers(), new Date(now.getTime() + 60_001));
    expect(await person()).toBe("2026-11-20");
    await clear();
    await reviewForNewRegisters(databases, await registers(), hours(1));
    expect(await person()).toBe("2027-01-01");
  });

  it("of a relation makes those due who have it", async () => {
    const [person, organisation] = [await aReviewOn("person"), await aReviewOn("organisation")];
    await clear();
    await report({ ...aReport("1", hours(-1)), fact: "employee", department: "human-resources" });
    await report({ ...aReport("2", hours(-1)), fact: "child" });
    await reviewForNewRegisters(databases, await registers(), now);
    expect([await person(), await organisation()]).toEqual(["2027-01-01", "2026-11-20"]);
  });

  it("does not do so again when it is reported later", async () => {
    const person = await aReviewOn("person");
    await report(aReport("1", hours(-1)));
    await reviewForNewRegisters(databases, await registers(), now);
    await reviewForNewRegisters(databases, await registers(), hours(1));
    await clear();
    await report(aReport("2", hours(0)), hours(2));
    await reviewForNewRegisters(databases, await registers(), hours(2));
    expect(await person()).toBe("2027-01-01");
  });
});
