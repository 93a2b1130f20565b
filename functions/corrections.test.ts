import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemas } from "#shared/contract/routes.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { signIn, withIdentities } from "#shared/testing/identities.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev(withIdentities());
  await dev.clock("2026-05-20T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

const linkTo = async (tail: string) =>
  (await dev.messages()).findLast(({ to, link }) => to === `1380000${tail}` && link !== undefined)
    ?.link ?? "";
const templatesTo = async (tail: string) =>
  (await dev.messages())
    .filter(({ to }) => to === `1380000${tail}`)
    .map(({ template }) => template);
const paidTo = async (tail: string) =>
  (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith(tail));
const periodsOf = async (subject: SubjectReference) =>
  (await explain(dev, subject, policy)).entitlements.map(({ period, state, amountFen }) => [
    period,
    state,
    amountFen,
  ]);

/** Lets the payer report everything that was asked of it for this account as paid. */
async function pay(tail: string): Promise<void> {
  for (const { endToEndId } of await paidTo(tail)) await dev.report(endToEndId, "paid");
  await dev.tick();
}

/** Somebody of Shanghai hukou who has confirmed and been paid for the month. */
async function paidPerson(number: number, birthDate: string): Promise<SubjectReference> {
  const tail = `0${number}`;
  const subject = resident(birthDate, number);
  await reportContact(dev, subject, tail);
  await reportPerson(dev, subject, { birthDate, hukouDistrict: "310101" });
  await dev.tick();
  await decide(dev, await openOffer(dev, await linkTo(tail)), "confirm");
  await dev.tick();
  await pay(tail);
  return subject;
}

const officer = (role: string, person?: string): Promise<string> =>
  dev.staff(role, "civil-affairs", person === undefined ? {} : { person });
async function recoveries(): Promise<z.infer<typeof schemas.Recoveries>["items"]> {
  const response = await dev.fetch("/v1/console/recoveries?state=all", {
    headers: { authorization: `Bearer ${await officer("handler")}` },
  });
  return z.parse(schemas.Recoveries, await response.json()).items;
}
async function act(
  id: string,
  what: string,
  body: object,
  token: string,
): Promise<{ status: number; recovery: z.infer<typeof schemas.Recovery> | undefined }> {
  const response = await dev.post(`/v1/console/recoveries/${id}/${what}`, body, token);
  const answer: unknown = await response.json();
  return {
    status: response.status,
    recovery: response.ok ? z.parse(schemas.Recovery, answer) : undefined,
  };
}
async function workItems(kind: string, state = "open"): Promise<string[]> {
  const response = await dev.fetch(`/v1/console/work-items?kind=${kind}&state=${state}`, {
    headers: { authorization: `Bearer ${await officer("handler")}` },
  });
  return z.parse(schemas.WorkItems, await response.json()).items.map((one) => one.reference);
}

describe("a fact that comes late", () => {
  test("brings the months since then to the fen, with one message, one tap and one payment", async () => {
    const subject = resident("1955-06-10", 301);
    await reportContact(dev, subject, "0301");
    await reportPerson(dev, subject, { birthDate: "1955-06-10" });
    await dev.tick();
    expect(await templatesTo("0301")).toEqual([]);
    await dev.department("public-security").send([
      {
        type: "facts.reported.v1",
        data: {
          subject,
          facts: { hukouDistrict: { value: "310104", validFrom: "2026-02-15" } },
        },
      },
    ]);
    await dev.tick();
    expect(await templatesTo("0301")).toEqual(["offer.v1"]);
    await decide(dev, await openOffer(dev, await linkTo("0301")), "confirm");
    await dev.tick();
    expect(await paidTo("0301")).toMatchObject([
      { periods: ["2026-02", "2026-03", "2026-04", "2026-05"], amountFen: 600_00, received: 1 },
    ]);
    await pay("0301");
    expect(await periodsOf(subject)).toEqual([
      ["2026-02", "fulfilled", 150_00],
      ["2026-03", "fulfilled", 150_00],
      ["2026-04", "fulfilled", 150_00],
      ["2026-05", "fulfilled", 150_00],
    ]);
  });

  test("that makes more due of what was paid brings a supplement, once, and up and down again nothing", async () => {
    const subject = await paidPerson(302, "1955-06-10");
    await reportPerson(dev, subject, { birthDate: "1940-01-01" });
    await dev.tick();
    await dev.tick();
    expect((await paidTo("0302")).map(({ amountFen }) => amountFen)).toEqual([150_00, 30_00]);
    await pay("0302");
    expect(await periodsOf(subject)).toEqual([["2026-05", "fulfilled", 180_00]]);
    await reportPerson(dev, subject, { birthDate: "1955-06-10" });
    await reportPerson(dev, subject, { birthDate: "1940-01-01" });
    await dev.tick();
    const { browser } = await signIn(dev, subject, "/me");
    const own = await (await browser.get("/me")).text();
    expect(own).toContain("2026年5月：补发30元");
    expect(own).toContain("已经补发。");
    expect(await paidTo("0302")).toHaveLength(2);
    expect((await recoveries()).filter(({ state }) => state !== "void")).toEqual([]);
  });
});

describe("a death that is reported months later", () => {
  test("stops the next period; what was paid after it is recovered by two persons, heard, and to the fen", async () => {
    const subject = await paidPerson(303, "1948-08-08");
    for (const day of ["2026-06-02", "2026-07-02", "2026-08-04"]) {
      await dev.clock(`${day}T02:00:00Z`);
      await dev.tick();
      await pay("0303");
    }
    expect(await periodsOf(subject)).toHaveLength(4);
    await dev
      .department("civil-affairs")
      .send([
        { type: "facts.reported.v1", data: { subject, facts: { crematedOn: "2026-06-20" } } },
      ]);
    await dev.tick();
    const found = (await recoveries()).toSorted((a, b) => (a.period < b.period ? -1 : 1));
    expect(found.map(({ period, state, amountFen }) => [period, state, amountFen])).toEqual([
      ["2026-07", "found", 150_00],
      ["2026-08", "found", 150_00],
    ]);
    expect((await workItems("recovery")).toSorted()).toEqual(found.map(({ id }) => id).toSorted());
    expect(await templatesTo("0303")).not.toContain("recovery-announced.v1");

    const [first, second] = found;
    if (first === undefined || second === undefined) throw new Error("nothing was found");
    const [one, two] = [await officer("handler", "one"), await officer("approver", "two")];
    const approve = { decision: "approve", reason: "2026年6月20日火化" };
    expect(await act(first.id, "decision", approve, one)).toMatchObject({
      status: 200,
      recovery: { state: "announced", heardUntil: "2026-08-11" },
    });
    await act(second.id, "decision", { ...approve, decision: "withdraw" }, one);
    await act(second.id, "decision", { ...approve, decision: "withdraw" }, two);
    await dev.tick();
    expect((await templatesTo("0303")).at(-1)).toBe("recovery-announced.v1");
    expect(await periodsOf(subject)).toContainEqual(["2026-07", "recovering", 0]);
    expect((await act(first.id, "decision", approve, two)).status).toBe(409);
    const window = await officer("window");
    await act(first.id, "opinion", { text: "家属已知晓，同意退还" }, window);
    expect(await act(first.id, "decision", approve, one)).toMatchObject({ status: 200 });
    expect(await act(first.id, "decision", approve, two)).toMatchObject({
      status: 200,
      recovery: { state: "demanded" },
    });
    const detail = await dev.fetch(`/v1/console/recoveries/${first.id}?purpose=test`, {
      headers: { authorization: `Bearer ${two}` },
    });
    const { letters } = z.parse(schemas.RecoveryDetail, await detail.json());
    expect(letters.map(({ kind }) => kind)).toEqual(["announcement", "decision"]);
    expect(letters.at(-1)?.text).toContain("决定追回150元");

    const voucher = { reference: "V1", amountFen: 100_00, receivedOn: "2026-08-04" };
    const finance = await officer("finance");
    await act(first.id, "repayments", voucher, finance);
    await act(first.id, "repayments", voucher, finance);
    await act(first.id, "repayments", { ...voucher, reference: "V2", amountFen: 50_00 }, finance);
    await dev.tick();
    expect(await periodsOf(subject)).toEqual([
      ["2026-05", "fulfilled", 150_00],
      ["2026-06", "fulfilled", 150_00],
      ["2026-07", "recovered", 0],
      ["2026-08", "fulfilled", 0],
    ]);
    expect((await templatesTo("0303")).slice(-2)).toEqual(["recovery-decided.v1", "recovered.v1"]);
    expect(await workItems("recovery")).toEqual([]);
    const { browser } = await signIn(dev, subject, "/me");
    const own = await (await browser.get("/me")).text();
    expect(own).toContain("2026年7月：多发150元");
    expect(own).toContain("2026年8月：多发150元");
    expect(own).toContain("经核查不予追回，无需退还。");
    expect(own).toContain("2026年8月4日（星期二）收到退还100元。");
    expect(own).toContain("已经全部退还，办结。");
    expect(own).toContain("决定追回150元，请最晚在");
    // 150 yuan of each of four months, of which one was given back.
    expect(own).toContain("已经发放450元");
    await dev.clock("2026-09-02T02:00:00Z");
    await dev.tick();
    expect(await periodsOf(subject)).toHaveLength(4);
  });

  test("is no business of another department, of a policy officer, or of somebody without a token", async () => {
    const [one] = await recoveries();
    const path = `/v1/console/recoveries/${one?.id}/decision`;
    const body = { decision: "approve", reason: "核查" };
    const statuses = await Promise.all([
      dev.post(path, body, await dev.staff("approver", "tax")),
      dev.post(path, body, await officer("policy-officer")),
      dev.post(path, body),
      dev.post("/v1/console/recoveries/aaunknown/decision", body, await officer("handler")),
      dev.post(path, { decision: "perhaps" }, await officer("handler")),
    ]);
    expect(statuses.map(({ status }) => status)).toEqual([403, 403, 401, 404, 400]);
  });
});

describe("a payment that comes back", () => {
  test("may be tried twice more, is then suspended with all that follows, and goes on when staff resume it", async () => {
    const tail = "0304";
    const subject = resident("1950-01-01", 304);
    await reportContact(dev, subject, tail);
    await reportPerson(dev, subject, { birthDate: "1950-01-01", hukouDistrict: "310101" });
    await dev.tick();
    await decide(dev, await openOffer(dev, await linkTo(tail)), "confirm");
    await dev.tick();
    const comesBack = async (): Promise<void> => {
      const last = (await paidTo("0304")).at(-1) ?? (await paidTo("9304")).at(-1);
      await dev.report(last?.endToEndId ?? "", "returned");
      await dev.tick();
    };
    const correctAccount = async (number: string): Promise<void> => {
      const account = { bank: "上海银行", number, holder: "王建国" };
      await dev
        .department("human-resources")
        .send([{ type: "contact.reported.v1", data: { subject, account } }]);
      await dev.tick();
      await decide(dev, await openOffer(dev, await linkTo(tail)), "confirm");
      await dev.tick();
    };
    await comesBack();
    expect((await templatesTo(tail)).at(-1)).toBe("returned.v1");
    for (const attempt of ["1", "2"]) {
      await correctAccount(`62220000000${attempt}0304`);
      await comesBack();
    }
    const [first] = (await explain(dev, subject, policy)).entitlements;
    expect(first).toMatchObject({ state: "suspended", heldBecause: expect.any(String) });
    expect((await templatesTo(tail)).at(-1)).toBe("suspended.v1");
    expect(await workItems("payment-suspended")).toHaveLength(1);
    expect(await paidTo(tail)).toHaveLength(3);

    await correctAccount("6222000000030304");
    await dev.clock("2026-10-09T02:00:00Z");
    await dev.tick();
    const waiting = (await explain(dev, subject, policy)).entitlements.at(-1);
    expect(waiting).toMatchObject({
      period: "2026-10",
      state: "awaiting-fulfilment",
      heldBecause: "前期款项暂缓兑现，核对后一并办理",
    });
    expect(await paidTo(tail)).toHaveLength(3);

    const path = `/v1/console/entitlements/${first?.id}/resumption`;
    const body = { reason: "银行已更正户名" };
    expect((await dev.post(path, body, await dev.staff("handler", "tax"))).status).toBe(403);
    const resumed = await dev.post(path, body, await officer("handler"));
    expect(z.parse(schemas.Resumed, await resumed.json()).items).toMatchObject([
      { id: first?.id, state: "awaiting-fulfilment" },
    ]);
    await dev.tick();
    const [, , , fourth] = await paidTo(tail);
    expect(fourth).toMatchObject({ periods: ["2026-09", "2026-10"], received: 1 });
    await pay(tail);
    expect(await workItems("payment-suspended")).toEqual([]);
    expect((await dev.post(path, body, await officer("handler"))).status).toBe(404);
  });
});
