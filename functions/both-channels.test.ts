import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { CaseState } from "#shared/cases/reported-case.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Content, type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { decideByTwo } from "./sandbox/start/outside.command.ts";

const policy = "senior-comprehensive-allowance";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

interface Senior {
  readonly subject: SubjectReference;
  readonly tail: string;
}

async function senior(number: number): Promise<Senior> {
  const [subject, tail] = [resident("1950-03-08", number), `0${number}`];
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate: "1950-03-08", hukouDistrict: "310101" });
  await dev.tick();
  return { subject, tail };
}

const aCase = ({ subject }: Senior, state: CaseState, more: object = {}): Content => ({
  type: "case.reported.v1",
  data: { subject, policy, period: "2026-11", channel: "counter", state, ...more },
});
async function report(...cases: Content[]): Promise<string[]> {
  const results = await dev.department("civil-affairs").send(cases);
  await dev.tick();
  return results.map(({ status, problem }) => problem?.type ?? status);
}
const messagesTo = async ({ tail }: Senior) =>
  (await dev.messages()).filter(({ to }) => to === `1380000${tail}`);
const templatesTo = async (one: Senior) => (await messagesTo(one)).map(({ template }) => template);
const paidTo = async ({ tail }: Senior) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));
const standing = async ({ subject }: Senior) =>
  (await explain(dev, subject, policy)).entitlements.map(({ period, state }) => [period, state]);

async function conflicts(state: "open" | "closed" = "open"): Promise<object[]> {
  const token = await dev.staff("handler", "civil-affairs");
  const response = await dev.fetch(`/v1/console/work-items?kind=case-conflict&state=${state}`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return ((await response.json()) as { items: object[] }).items;
}

async function confirm(one: Senior): Promise<number> {
  const link = (await messagesTo(one)).at(-1)?.link ?? "";
  return (await decide(dev, await openOffer(dev, link), "confirm")).status;
}

describe("who has applied at the counter", () => {
  test("is asked no longer while the counter has it, and is asked anew when it is refused there", async () => {
    const one = await senior(801);
    expect(await templatesTo(one)).toEqual(["offer.v1"]);
    const link = (await messagesTo(one)).at(-1)?.link ?? "";
    const accepted = {
      ...aCase(one, "accepted", { caseNumber: "SQ1" }),
      id: "c1",
      time: "2026-11-16T02:10:00Z",
    };
    await dev.clock("2026-11-16T02:20:00Z");
    expect(await report(accepted)).toEqual(["accepted"]);
    expect(await standing(one)).toEqual([["2026-11", "redirected"]]);
    const told = await explain(dev, one.subject, policy);
    expect(told.entitlements[0]?.heldBecause).toBe("原渠道已受理、核准或发放，不重复兑现");
    expect((await openOffer(dev, link)).handle).toBe("");

    expect(await report(accepted)).toEqual(["duplicate"]);
    expect(await report({ ...aCase(one, "paid", { caseNumber: "SQ1" }), id: "c1" })).toEqual([
      "/problems/event-id-reused",
    ]);
    const refused = aCase(one, "refused", { caseNumber: "SQ1" });
    expect(await report({ ...refused, time: "2026-11-16T02:00:00Z" })).toEqual(["stale"]);
    expect(await standing(one)).toEqual([["2026-11", "redirected"]]);
    expect(await report(refused)).toEqual(["accepted"]);
    expect(await standing(one)).toEqual([["2026-11", "awaiting-confirmation"]]);
    expect(await templatesTo(one)).toEqual(["offer.v1", "offer.v1"]);
    expect(await confirm(one)).toBe(303);
    await dev.tick();
    expect(await paidTo(one)).toMatchObject([{ periods: ["2026-11"], amountFen: 150_00 }]);
  });

  test("is not paid here what waits for two persons' release when the counter pays it first", async () => {
    const authorisation = { department: "civil-affairs", policy } as const;
    await decideByTwo(dev.fetch, { role: "approver", department: "civil-affairs" }, [
      { kind: "authorisation-end", payload: authorisation },
    ]);
    const one = await senior(802);
    expect(await confirm(one)).toBe(303);
    await dev.tick();
    expect(await standing(one)).toEqual([["2026-11", "awaiting-fulfilment"]]);
    expect(await report(aCase(one, "paid"))).toEqual(["accepted"]);
    await decideByTwo(dev.fetch, { role: "approver", department: "civil-affairs" }, [
      {
        kind: "authorisation",
        payload: {
          ...authorisation,
          dailyCapFen: 1_000_000_00,
          validFrom: "2020-01-01",
          validUntil: "2099-12-31",
        },
      },
    ]);
    await dev.tick();
    expect(await standing(one)).toEqual([["2026-11", "redirected"]]);
    expect(await paidTo(one)).toEqual([]);
    expect(await conflicts()).toEqual([]);
  });
});

describe("what is paid here and reported as paid elsewhere", () => {
  test("is a work item, and is left to the other channel when the payment comes back here", async () => {
    const one = await senior(803);
    expect(await confirm(one)).toBe(303);
    await dev.tick();
    const [instruction] = await paidTo(one);
    expect(await report(aCase(one, "paid", { channel: "legacy", amountFen: 150_00 }))).toEqual([
      "accepted",
    ]);
    expect(await standing(one)).toEqual([["2026-11", "fulfilling"]]);
    expect(await conflicts()).toMatchObject([
      {
        owner: "civil-affairs",
        policy,
        dueOn: "2026-11-18",
        detail: { state: "fulfilling", channel: "legacy", caseState: "paid", amountFen: 150_00 },
      },
    ]);
    expect(JSON.stringify(await conflicts())).not.toContain(one.subject.id);

    // Another account would make it go out again.
    await reportContact(dev, one.subject, "0899");
    await dev.report(instruction?.endToEndId ?? "", "returned");
    await dev.tick();
    expect(await standing(one)).toEqual([["2026-11", "redirected"]]);
    expect(await conflicts()).toEqual([]);
    expect(await conflicts("closed")).toMatchObject([{ closed: { by: "system:cases" } }]);
    expect(await paidTo({ ...one, tail: "0899" })).toEqual([]);
  });
});

describe("existing beneficiaries", () => {
  test("go on here from the month after the last that is paid there, by the consent given there", async () => {
    const one = { subject: resident("1950-03-08", 804), tail: "0804" };
    await reportContact(dev, one.subject, one.tail);
    expect(
      await report(
        aCase(one, "paid", {
          channel: "legacy",
          period: "2026-01",
          through: "2026-11",
          consentedOn: "2019-05-06",
        }),
      ),
    ).toEqual(["accepted"]);
    await reportPerson(dev, one.subject, { birthDate: "1950-03-08", hukouDistrict: "310101" });
    await dev.tick();
    expect(await standing(one)).toEqual([["2026-11", "redirected"]]);
    expect(await templatesTo(one)).toEqual([]);

    await dev.clock("2026-12-01T02:00:00Z");
    await dev.tick();
    await dev.tick();
    expect(await templatesTo(one)).toEqual(["continued.v1"]);
    expect(await paidTo(one)).toMatchObject([{ periods: ["2026-12"], amountFen: 150_00 }]);
  });

  test("see under the link of that message what goes on here", async () => {
    const one = { subject: resident("1950-03-08", 804), tail: "0804" };
    const link = (await messagesTo(one)).at(-1)?.link ?? "";
    const offer = await openOffer(dev, link);
    expect(offer.page).toContain("老年综合津贴");
    expect(offer.page).toContain("已确认");
  });
});
