import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Canary, findCanaries, type Seen } from "#shared/testing/canaries.ts";
import { type Content, type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { nameYourself, plainBrowser, signIn, withIdentities } from "#shared/testing/identities.ts";
import { reportPerson, resident } from "#shared/testing/people.ts";

/** Two numbers of one person. */
const [from, to] = [resident("1950-05-05", 441), resident("1950-05-05", 442)] as const;
const [name, address] = ["司马金丝雀", "画眉路7717弄5号301室"] as const;
const phones = ["13987650441", "13987650442"] as const;
const accounts = ["6222987650000000441", "6222987650000000442"] as const;
const grounds = `本人${name}，证件${from.id}，电话${phones[0]}，认为漏发。`;
const canaries: Canary[] = [
  { name: "number that is joined", value: from.id },
  { name: "number that stays", value: to.id },
  { name: "name", value: name },
  { name: "address", value: address },
  ...phones.map((value) => ({ name: "phone", value })),
  ...accounts.map((value) => ({ name: "account", value })),
];

let dev: Dev;
const seen: Seen[] = [];
beforeAll(async () => {
  const send = globalThis.fetch;
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init?: RequestInit) => {
    const { url } = new Request(input, init);
    const answer = await send(input, init);
    // What the sandbox shows stands for the outside world.
    if (new URL(url).pathname.startsWith("/sandbox")) return answer;
    seen.push({ in: "URL", text: url });
    const location = answer.headers.get("location");
    if (location !== null) seen.push({ in: "redirect", text: location });
    if (answer.status >= 400)
      seen.push({ in: `refusal ${answer.status}`, text: await answer.clone().text() });
    return answer;
  });
  dev = await startDev(withIdentities());
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => {
  vi.unstubAllGlobals();
  await dev.close();
});

/** Everything that was logged by workerd, and what the databases keep of work and of what went wrong. */
async function findAll(): Promise<string[]> {
  const tables = [
    ...(["dead_letters", "work_items", "delays", "proposals", "joins"] as const).map(
      (table) => ["DB_CITY", table] as const,
    ),
    ...(["DB_0", "DB_1"] as const).flatMap((binding) =>
      (["outbox", "audit", "notices", "luggage"] as const).map(
        (table) => [binding, table] as const,
      ),
    ),
  ];
  const rows = await Promise.all(
    tables.map(async ([binding, table]) => {
      const db = await dev.database(binding);
      const { results } = await db.prepare(`SELECT * FROM ${table}`).all();
      return results.map((row) => ({ in: `row of ${table}`, text: JSON.stringify(row) }));
    }),
  );
  const logged = dev.logs().map((text) => ({ in: "log of workerd", text }));
  return findCanaries(canaries, [...seen, ...logged, ...rows.flat()]);
}

async function known(subject: SubjectReference, which: 0 | 1): Promise<void> {
  const contact = (data: object): Content[] => [
    { type: "contact.reported.v1", data: { subject, ...data } },
  ];
  const account = { bank: "上海银行", number: accounts[which], holder: name };
  await dev.department("public-security").send(contact({ name, address }));
  await dev.department("government-services").send(contact({ phone: phones[which] }));
  await dev.department("human-resources").send(contact({ account }));
  await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  await dev.tick();
}

const linkTo = async (phone: string): Promise<string> => {
  const link = (await dev.messages()).find((one) => one.to === phone && one.link)?.link ?? "";
  canaries.push({ name: "code of the link", value: new URL(link).hash.slice(1) });
  return link;
};

describe("no canary comes out of workerd", () => {
  test("while somebody signs in, cancels, comes back with a wrong answer, looks and signs out", async () => {
    await known(from, 0);
    await known(to, 1);
    const { browser } = await signIn(dev, from, "/me");
    const session = browser.cookie("__Host-jixiang-session") ?? "";
    canaries.push({ name: "session", value: session });
    expect((await browser.get("/me")).status).toBe(200);
    expect((await browser.get("/objections/under/disability-living-allowance")).status).toBe(200);
    const other = plainBrowser(dev.origin);
    const answer = await nameYourself(other, to);
    const wrong = new URL(answer);
    wrong.searchParams.set("state", "another");
    expect((await other.get(wrong.href)).status).toBe(400);
    expect((await plainBrowser(dev.origin).get(answer)).status).toBe(400);
    expect(
      (await dev.fetch("/me", { headers: { cookie: `__Host-jixiang-session=${session}x` } }))
        .status,
    ).toBe(200);
    expect(await findAll()).toEqual([]);
  });

  test("while two numbers are joined, wrongly first, and what one of them was offered is confirmed", async () => {
    const [first, second] = [await linkTo(phones[0]), await linkTo(phones[1])];
    expect((await decide(dev, await openOffer(dev, first), "confirm")).status).toBe(303);
    const corrected = (data: object): Content =>
      ({ type: "subject.corrected.v1", data }) as Content;
    await dev
      .department("health")
      .send([corrected({ from, to }), corrected({ from, to: { ...to, id: `${to.id}1` } })]);
    await dev.department("public-security").send([corrected({ from, to: from })]);
    await dev.department("public-security").send([corrected({ from, to })]);
    await dev.tick();
    await dev.tick();
    expect(
      (await dev.fetch("/c", { method: "POST", body: new URLSearchParams({ code: second }) }))
        .status,
    ).toBeLessThan(500);
    expect(await findAll()).toEqual([]);
  });

  test("while an objection is examined and answered, and what was paid too much is taken back", async () => {
    const citizen = await dev.citizen(to);
    canaries.push({ name: "token of the citizen", value: citizen.split(".")[2] ?? "" });
    const lodged = await dev.post(
      "/v1/objections",
      { policy: "disability-living-allowance", grounds },
      citizen,
    );
    expect(lodged.status).toBe(201);
    const { id } = (await lodged.json()) as { id: string };
    const statuses: number[] = [];
    const federation = "disabled-persons-federation" as const;
    const path = `/v1/console/objections/${id}`;
    for (const department of [federation, "civil-affairs"] as const) {
      const handler = await dev.staff("handler", department, { person: "one" });
      const accepted = { decision: "accept", text: grounds };
      statuses.push((await dev.post(`${path}/acceptance`, accepted, handler)).status);
      const reviewer = await dev.staff("reviewer", department, { person: "two" });
      const answered = { decision: "refused", text: grounds };
      statuses.push((await dev.post(`${path}/answer`, answered, reviewer)).status);
      await dev.post(`${path}/answer`, { decision: name, text: grounds, [name]: 1 }, reviewer);
    }
    expect(statuses.toSorted()).toEqual([200, 200, 403, 403]);
    for (const { endToEndId } of await dev.instructions()) await dev.report(endToEndId, "paid");
    await dev.tick();
    await dev
      .department("civil-affairs")
      .send([
        { type: "facts.reported.v1", data: { subject: to, facts: { crematedOn: "2026-10-02" } } },
      ]);
    await dev.tick();
    const token = await dev.staff("handler", "civil-affairs", { person: "one" });
    const list = await dev.fetch("/v1/console/recoveries?state=all", {
      headers: { authorization: `Bearer ${token}` },
    });
    const { items } = (await list.json()) as { items: { id: string }[] };
    expect(items).not.toEqual([]);
    for (const item of items) {
      const recovery = `/v1/console/recoveries/${item.id}`;
      const reason = { decision: "approve", reason: `${name}已去世` };
      await dev.post(`${recovery}/decision`, reason, token);
      await dev.post(`${recovery}/opinion`, { text: grounds }, token);
      await dev.post(`${recovery}/repayments`, { reference: name, amountFen: phones[0] }, token);
    }
    await dev.tick();
    expect(await findAll()).toEqual([]);
  });

  test("and it would be found there: the log has what the functions say, and a planted line is noticed", async () => {
    await dev.fetch("/v1/departments/public-security/events", { method: "POST", body: grounds });
    expect(dev.logs().join("\n")).toContain("public-security was refused");
    expect(await findAll()).toEqual([]);
    const planted = { in: "log of workerd", text: `notify: ${phones[0]}` };
    expect(findCanaries(canaries, [planted])).not.toEqual([]);
  });
});
