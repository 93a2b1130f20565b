import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shardOf } from "#shared/db/shards.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { decideByTwo } from "./sandbox/start/outside.command.ts";

const policy = "senior-comprehensive-allowance";
const department = "civil-affairs";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

interface Case {
  readonly subject: SubjectReference;
  readonly tail: string;
  readonly link: string;
}

async function senior(number: number): Promise<Case> {
  const [subject, tail] = [resident("1957-03-08", number), String(number).padStart(4, "0")];
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate: "1957-03-08", hukouDistrict: "310101" });
  await dev.tick();
  const message = (await dev.messages()).findLast(({ to }) => to === `1380000${tail}`);
  return { subject, tail, link: message?.link ?? "no link" };
}

async function confirm({ link }: Case): Promise<void> {
  expect((await decide(dev, await openOffer(dev, link), "confirm")).status).toBe(303);
  await dev.tick();
}

const paidTo = async ({ tail }: Case) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));
const standing = async ({ subject }: Case) => (await explain(dev, subject, policy)).entitlements;
const later = async (hours: number) =>
  dev.clock(new Date((await dev.clock()).getTime() + hours * 3_600_000).toISOString());

async function read<Answer>(path: string, token: string): Promise<Answer[]> {
  const answer = await dev.fetch(path, { headers: { authorization: `Bearer ${token}` } });
  return ((await answer.json()) as { items: Answer[] }).items;
}

describe("the twelfth law: a restored shard pays nothing", () => {
  interface Seals {
    shard: number;
    restored: boolean;
    newest?: { number: number; hash: string };
    remembered?: { number: number; hash: string };
  }

  const sealsOf = async (shard: number) =>
    (await read<Seals>("/v1/console/seals", await dev.staff("operations"))).find(
      (one) => one.shard === shard,
    );

  /** A copy from before the newest seal: what the triggers forbid, somebody with the disk can do. */
  async function restore(db: D1Database): Promise<void> {
    const triggers = await db
      .prepare(
        `SELECT name, sql FROM sqlite_schema WHERE name IN ('audit_is_not_deleted', 'seals_are_not_deleted')`,
      )
      .all<{ name: string; sql: string }>();
    expect(triggers.results).toHaveLength(2);
    const lost = "SELECT max(number) FROM seals";
    await db.batch(
      [
        ...triggers.results.map(({ name }) => `DROP TRIGGER ${name}`),
        `DELETE FROM audit WHERE seq >= (SELECT from_seq FROM seals WHERE number = (${lost}))`,
        `DELETE FROM seals WHERE number = (${lost})`,
        ...triggers.results.map(({ sql }) => sql),
      ].map((text) => db.prepare(text)),
    );
  }

  test("its sweep does not seal it into looking whole, and it pays when two of operations accept it", async () => {
    const one = await senior(601);
    const shard = shardOf(new URL(one.link).hash.slice(1));
    const binding = shard === 0 ? "DB_0" : "DB_1";
    const db = await dev.database(binding);
    await expect(db.prepare("DELETE FROM seals").run()).rejects.toThrow("seals are not deleted");
    await expect(db.prepare("DELETE FROM audit").run()).rejects.toThrow(
      "audit rows are not deleted",
    );
    await dev.tick();
    const whole = await sealsOf(shard);
    expect(whole).toMatchObject({ restored: false, newest: whole?.remembered });

    await restore(db);
    await confirm(one);
    expect(await standing(one)).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: "数据库恢复后待核对" },
    ]);
    for (let hours = 0; hours < 3; hours += 1) {
      await later(1);
      await dev.tick();
    }
    const behind = await sealsOf(shard);
    expect(behind).toMatchObject({ restored: true, remembered: whole?.remembered });
    expect(behind?.newest?.number ?? 0).toBe((whole?.newest?.number ?? 0) - 1);
    expect(await paidTo(one)).toEqual([]);
    expect(dev.logs().join()).toContain(`shard ${shard} lacks the seal`);

    const payload = { shard, number: 0, hash: "", ...behind?.newest };
    const accept = { kind: "shard-acceptance", payload };
    const persons = { role: "operations", department: "government-services" } as const;
    await decideByTwo(dev.fetch, persons, [accept]);
    await dev.tick();
    expect(await paidTo(one)).toMatchObject([{ amountFen: 7500, periods: ["2026-11"] }]);
    await dev.tick();
    const accepted = await sealsOf(shard);
    expect(accepted).toMatchObject({ restored: false, newest: accepted?.remembered });
    expect(accepted?.newest?.number).toBeGreaterThan(behind?.newest?.number ?? 0);
  });

  test("what was committed before but has not arrived stays back as well", async () => {
    const one = await senior(602);
    const shard = shardOf(new URL(one.link).hash.slice(1));
    await dev.faults({ payer: { fail: 1 } });
    await confirm(one);
    expect(await standing(one)).toMatchObject([{ state: "fulfilling" }]);
    await dev.tick();
    await restore(await dev.database(shard === 0 ? "DB_0" : "DB_1"));
    await dev.faults({});
    await later(1);
    await dev.tick();
    expect(await paidTo(one)).toEqual([]);
    const { newest } = (await sealsOf(shard)) ?? {};
    const accept = { kind: "shard-acceptance", payload: { shard, number: 0, hash: "", ...newest } };
    const persons = { role: "operations", department: "government-services" } as const;
    await decideByTwo(dev.fetch, persons, [accept]);
    await dev.tick();
    expect(await paidTo(one)).toMatchObject([{ amountFen: 7500, received: 1 }]);
  });
});

describe("the thirteenth law: no money without release", () => {
  test("once its authorisation has ended nothing leaves, however long it waits and however often one person asks", async () => {
    const payload = { department, policy };
    const end = { kind: "authorisation-end", payload };
    await decideByTwo(dev.fetch, { role: "approver", department }, [end]);
    const one = await senior(611);
    await confirm(one);
    expect(await standing(one)).toMatchObject([
      { state: "awaiting-fulfilment", heldBecause: "等待两人放款" },
    ]);
    const alone = await dev.staff("approver", department, { person: "alone" });
    const [waiting] = await read<{ endToEndId: string; amountFen: number }>(
      `/v1/console/releases?policy=${policy}`,
      alone,
    );
    const releases = [
      { endToEndId: waiting?.endToEndId ?? "", amountFen: waiting?.amountFen ?? 0 },
    ];
    const ask = async (): Promise<string> => {
      const release = { kind: "release", payload: { policy, releases } };
      const answer = await dev.post("/v1/console/proposals", release, alone);
      expect(answer.status).toBe(201);
      return ((await answer.json()) as { id: string }).id;
    };
    const approve = async (id: string, token: string) => {
      const path = `/v1/console/proposals/${id}/decision`;
      return (await dev.post(path, { decision: "approve" }, token)).status;
    };
    const asked = await ask();
    expect(await approve(asked, alone)).toBe(403);
    expect(await approve(await ask(), alone)).toBe(403);
    // The data centre matches and never decides.
    for (const role of ["data-centre", "coordinator", "operations", "finance", "auditor"])
      expect([role, await approve(asked, await dev.staff(role, department))]).toEqual([role, 403]);
    await later(48);
    await dev.tick();
    expect(await paidTo(one)).toEqual([]);
    const other = await dev.staff("approver", department, { person: "other" });
    expect(await approve(asked, other)).toBe(200);
    await dev.tick();
    expect(await paidTo(one)).toMatchObject([{ amountFen: 7500 }]);
  });
});
