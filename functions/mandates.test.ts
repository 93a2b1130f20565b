import * as z from "zod";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { schemas } from "#shared/contract/routes.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { handleOf } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { type PlainBrowser, signIn, withIdentities } from "#shared/testing/identities.ts";
import {
  explain,
  organisation,
  reportContact,
  reportPerson,
  resident,
} from "#shared/testing/people.ts";

type Visit = z.output<typeof schemas.Visit>;

const allowance = "senior-comprehensive-allowance";
const visits = "/v1/console/window/visits";

let dev: Dev;
let clerk: string;
beforeAll(async () => {
  dev = await startDev(withIdentities());
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
  clerk = await dev.staff("window", "civil-affairs", { person: "clerk" });
});
afterAll(async () => dev.close());

/** Somebody of whom departments report enough for an offer; under this name. */
async function somebody(
  birthDate: string,
  number: number,
  facts: Parameters<typeof reportPerson>[2] = { hukouDistrict: "310101" },
): Promise<SubjectReference> {
  const subject = resident(birthDate, number);
  await reportContact(dev, subject, String(number).padStart(4, "0"));
  await reportPerson(dev, subject, { birthDate, ...facts });
  await dev.tick();
  return subject;
}

const elder = (number: number) => somebody("1950-05-05", number);
/** Of age, and no longer young enough for anything. */
const relative = (number: number) => somebody("1980-05-05", number);

const ask = async (subject: SubjectReference, path: string): Promise<Response> =>
  dev.fetch(path, { headers: { authorization: `Bearer ${await dev.citizen(subject)}` } });
const mandatesOf = async (subject: SubjectReference) =>
  z.parse(schemas.Mandates, await (await ask(subject, "/v1/me/mandates")).json());

const charge = async (grantor: SubjectReference, agent: SubjectReference, more: object = {}) =>
  dev.post(
    "/v1/me/mandates",
    { agent, name: "王建国", until: "2027-11-15", ...more },
    await dev.citizen(grantor),
  );

/** The grantor charges the agent; gives the mandate. */
async function charged(
  grantor: SubjectReference,
  agent: SubjectReference,
  more: object = {},
): Promise<string> {
  const answer = await charge(grantor, agent, more);
  expect(answer.status).toBe(201);
  await dev.tick();
  const { given } = z.parse(schemas.Mandates, await answer.json());
  return given[0]?.mandate ?? "none";
}

const stateOf = async (subject: SubjectReference) =>
  (await explain(dev, subject, allowance)).entitlements.map(({ state }) => state);

/** The fields of a form that posts to this address, after a mark. */
function fieldsOf(page: string, action: string, after = ""): Record<string, string> {
  const form = page.slice(page.indexOf(`action="${action}"`, page.indexOf(after)));
  const inside = form.slice(0, form.indexOf("</form>"));
  return Object.fromEntries(
    [...inside.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = "", value = ""]) => [
      name,
      value,
    ]),
  );
}

/** The agent opens the first offer of the one whom the agent decides for; gives its page. */
async function openOfAnother(
  agent: SubjectReference,
): Promise<{ browser: PlainBrowser; page: string }> {
  const { browser, page } = await signIn(dev, agent, "/me/mandates");
  const fields = fieldsOf(await page.text(), "/me/mandates/offer");
  const opened = await browser.follow(await browser.post("/me/mandates/offer", fields));
  return { browser, page: await opened.text() };
}

const come = async (subject: SubjectReference): Promise<Visit> => {
  const answer = await dev.post(visits, { subject, cardSeen: true }, clerk);
  expect(answer.status).toBe(201);
  return z.parse(schemas.Visit, await answer.json());
};
const inVisit = async ({ visit }: Visit, path: string, body: object = {}) =>
  dev.post(`${visits}/${visit}/${path}`, body, clerk);
const visitIn = async (response: Response): Promise<Visit> =>
  z.parse(schemas.Visit, await response.json());

async function messagesTo(tail: string, template: string) {
  return (await dev.messages()).filter(
    (one) => one.to === `1380000${tail}` && one.template.startsWith(template),
  );
}

describe("a relative with a mandate", () => {
  test("signs in, sees what waits for the grantor, confirms; the document says so and the grantor hears of it", async () => {
    const [grantor, agent] = [await elder(501), await relative(502)];
    const mandate = await charged(grantor, agent);
    expect((await mandatesOf(agent)).held).toMatchObject([
      { mandate, kind: "voluntary", grantor: "王**", standing: "in-force", until: "2027-11-15" },
    ]);
    const seen = await ask(agent, `/v1/me/mandates/${mandate}/offers`);
    const { offers } = z.parse(schemas.OffersOfAnother, await seen.json());
    expect(offers).toMatchObject([{ title: "老年综合津贴", account: "中国工商银行 尾号0501" }]);

    const { browser, page } = await openOfAnother(agent);
    expect(page).toContain("您正在代王**办理");
    const fields = { decision: "confirm", handle: handleOf(page) };
    const receipt = await browser.follow(await browser.post("/c/decision", fields));
    const text = await receipt.text();
    expect(text).toContain("您已确认领取");
    const number = /class="number">([A-Z2-7]{12})</.exec(text)?.[1] ?? "none";
    const file = await browser.get("/c/form.json");
    const signed = (await file.json()) as { document: object };
    expect(signed.document).toMatchObject({
      number,
      assurance: "signed-in",
      agent: { mandate, kind: "voluntary", name: "王**" },
      form: { applicant: "王**", account: "中国工商银行 尾号0501" },
    });
    const genuine = await dev.post("/v1/verifications", signed);
    expect(await genuine.json()).toMatchObject({ genuine: true });
    expect(await (await browser.get("/c/form")).text()).toContain("受托人王**代为登录后确认");
    await dev.tick();
    const paid = (await dev.instructions()).filter(({ payee }) => payee?.account.endsWith("0501"));
    expect(paid).toHaveLength(1);
    const [told, ...more] = await messagesTo("0501", "decided-agent");
    expect(told?.body).toContain(`您的代办人已代您确认领取老年综合津贴，回执号${number}`);
    expect(more).toEqual([]);
    expect(await messagesTo("0501", "mandate-granted")).toHaveLength(1);
  });

  test("waives after being asked once more, and the grantor takes it back", async () => {
    const [grantor, agent] = [await elder(503), await relative(504)];
    await charged(grantor, agent);
    const { browser } = await openOfAnother(agent);
    const asked = await (await browser.get("/c/waive")).text();
    expect(asked).toContain("您正在代王**办理");
    const fields = { decision: "waive", handle: handleOf(asked) };
    expect((await browser.post("/c/decision", fields)).status).toBe(303);
    expect(await stateOf(grantor)).toEqual(["waived"]);
    const own = await come(grantor);
    const { offer } = own.offers[0] ?? { offer: {} };
    const answer = await inVisit(own, "decisions", { offer, decision: "confirm", readOut: true });
    expect(answer.status).toBe(200);
    expect(await stateOf(grantor)).not.toEqual(["waived"]);
  });

  test("sees and decides only what the mandate is about", async () => {
    const [grantor, agent] = [await elder(505), await relative(506)];
    const mandate = await charged(grantor, agent, { policies: ["park-admission"] });
    const seen = await ask(agent, `/v1/me/mandates/${mandate}/offers`);
    expect(await seen.json()).toEqual({ offers: [] });
    const at = await come(agent);
    const other = await visitIn(await inVisit(at, `mandates/${mandate}/visits`));
    expect(other.offers).toEqual([]);
    const { offer } = (await come(grantor)).offers[0] ?? { offer: {} };
    const answer = await inVisit(other, "decisions", { offer, decision: "confirm", readOut: true });
    expect(answer.status).toBe(404);
    expect(await stateOf(grantor)).toEqual(["awaiting-confirmation"]);
  });

  test("no longer decides once it is revoked, even with the page open", async () => {
    const [grantor, agent] = [await elder(507), await relative(508)];
    const mandate = await charged(grantor, agent);
    const { browser, page } = await openOfAnother(agent);
    const ended = await dev.post(`/v1/me/mandates/${mandate}/end`, {}, await dev.citizen(grantor));
    expect(z.parse(schemas.Mandates, await ended.json()).given).toMatchObject([
      { standing: "ended" },
    ]);
    const fields = { decision: "confirm", handle: handleOf(page) };
    const refused = await browser.post("/c/decision", fields);
    expect(refused.status).toBe(403);
    expect(await refused.text()).toContain("您现在不能代这个人办理");
    expect((await browser.get("/c/form")).status).toBe(403);
    expect((await ask(agent, `/v1/me/mandates/${mandate}/offers`)).status).toBe(404);
    expect((await mandatesOf(agent)).held).toEqual([]);
    expect(await stateOf(grantor)).toEqual(["awaiting-confirmation"]);
  });

  test("no longer decides after the last day, or when one of the two has died", async () => {
    const [grantor, agent] = [await elder(509), await relative(510)];
    const [second, third] = [await elder(511), await relative(512)];
    const mandate = await charged(grantor, agent, { until: "2026-11-20" });
    const other = await charged(second, third);
    await dev.clock("2026-11-21T02:00:00Z");
    expect((await ask(agent, `/v1/me/mandates/${mandate}/offers`)).status).toBe(404);
    await dev.clock("2026-11-16T02:00:00Z");
    expect((await ask(agent, `/v1/me/mandates/${mandate}/offers`)).status).toBe(200);
    await reportPerson(dev, grantor, { deathDate: "2026-11-15" });
    expect((await ask(agent, `/v1/me/mandates/${mandate}/offers`)).status).toBe(404);
    await reportPerson(dev, third, { deathDate: "2026-11-15" });
    expect((await ask(third, `/v1/me/mandates/${other}/offers`)).status).toBe(404);
    expect((await mandatesOf(second)).given).toMatchObject([{ standing: "death" }]);
  });

  test("does not open what is another agent's, and no clerk of a company does as such", async () => {
    const [grantor, agent, stranger] = [await elder(513), await relative(514), await relative(515)];
    const mandate = await charged(grantor, agent);
    expect((await ask(stranger, `/v1/me/mandates/${mandate}/offers`)).status).toBe(404);
    const token = await dev.citizen(stranger);
    expect((await dev.post(`/v1/me/mandates/${mandate}/end`, {}, token)).status).toBe(404);
    const at = await come(stranger);
    expect((await inVisit(at, `mandates/${mandate}/visits`)).status).toBe(404);
    expect((await inVisit(at, `mandates/${mandate}/end`)).status).toBe(404);
    expect((await mandatesOf(grantor)).given).toMatchObject([{ standing: "in-force" }]);
  });
});

describe("charging somebody", () => {
  test("takes the right name, an adult, and a term; what does not fit is refused in one way", async () => {
    const [grantor, agent] = [await elder(521), await relative(522)];
    const child = await somebody("2012-05-05", 523);
    const refusals = await Promise.all([
      charge(grantor, agent, { name: "李建国" }),
      charge(grantor, child),
      charge(grantor, resident("1980-05-05", 524)),
      charge(grantor, grantor),
      charge(grantor, organisation),
    ]);
    const told = await Promise.all(refusals.map(async (one) => one.text()));
    expect(refusals.map(({ status }) => status)).toEqual([409, 409, 409, 409, 409]);
    expect(new Set(told).size).toBe(1);
    expect((await charge(grantor, agent, { until: "2029-11-17" })).status).toBe(400);
    expect((await charge(grantor, agent, { until: "2026-11-15" })).status).toBe(400);
    expect((await dev.post("/v1/me/mandates", {})).status).toBe(401);
    expect((await mandatesOf(grantor)).given).toEqual([]);
  });

  test("is done on a page too, and undone there", async () => {
    const [grantor, agent] = [await elder(525), await relative(526)];
    const { browser, page } = await signIn(dev, grantor, "/me/mandates");
    const { form = "" } = fieldsOf(await page.text(), "/me/mandates");
    const fields = { form, name: "王建国", number: agent.id, policy: allowance, term: "quarter" };
    const after = await (await browser.follow(await browser.post("/me/mandates", fields))).text();
    expect(after).toContain("老年综合津贴，到2027年2月16日");
    expect(after).not.toContain(agent.id);
    const ended = await browser.post("/me/mandates/end", fieldsOf(after, "/me/mandates/end"));
    expect(await (await browser.follow(ended)).text()).toContain("已撤销");
    const forged = await browser.post("/me/mandates", { ...fields, form: "x" });
    expect(forged.status).toBe(403);
    expect((await mandatesOf(grantor)).given).toHaveLength(1);
  });
});

describe("at the counter", () => {
  test("a mandate is granted with both cards seen, and used by the agent with the own card", async () => {
    const [grantor, agent] = [await elder(531), await relative(532)];
    const together = await come(grantor);
    const granted = await inVisit(together, "mandates", {
      agent,
      agentCardSeen: true,
      until: "2027-11-15",
    });
    expect(granted.status).toBe(201);
    await dev.tick();
    const at = await come(agent);
    expect(at.held).toMatchObject([{ grantor: "王**", standing: "in-force" }]);
    const mandate = at.held[0]?.mandate ?? "none";
    const other = await visitIn(await inVisit(at, `mandates/${mandate}/visits`));
    expect(other).toMatchObject({ mandate, given: [], held: [], name: "王**" });
    const { offer } = other.offers[0] ?? { offer: {} };
    const answer = await inVisit(other, "decisions", { offer, decision: "confirm", readOut: true });
    const receipt = z.parse(schemas.CounterReceipt, await answer.json());
    expect(receipt.way).toMatch(
      /^受托人王\*\*代为持证件到窗口确认，由窗口工作人员（编号[a-z2-7]+）/,
    );
    expect(receipt.document).toMatchObject({ assurance: "counter", agent: { mandate } });
    await dev.tick();
    const [told] = await messagesTo("0531", "decided-agent-at-counter");
    expect(told?.body).toContain("您的代办人已在社区事务受理服务中心的窗口代您确认领取");
    // Nobody grants or ends anything in a visit for another.
    expect((await inVisit(other, `mandates/${mandate}/end`)).status).toBe(409);
    const revoked = await visitIn(await inVisit(await come(grantor), `mandates/${mandate}/end`));
    expect(revoked.given).toMatchObject([{ standing: "ended" }]);
    expect((await inVisit(at, `mandates/${mandate}/visits`)).status).toBe(404);
    const again = await inVisit(other, "decisions", {
      offer,
      decision: "waive",
      readOut: true,
      askedAgain: true,
    });
    expect(again.status).toBe(404);
  });

  test("a parent decides for a child under age whom the register knows, and for nobody else's", async () => {
    const parent = await relative(533);
    const child = await somebody("2016-05-05", 534);
    const at = await come(parent);
    const ward = { kind: "parent", ward: child };
    const unknown = await inVisit(at, "guardianships", ward);
    expect(unknown.status).toBe(409);
    await dev.department("civil-affairs").send([
      {
        type: "relations.reported.v1",
        data: { subject: parent, relations: [{ kind: "child", other: child }] },
      },
    ]);
    const recorded = await inVisit(at, "guardianships", ward);
    expect(recorded.status).toBe(201);
    await dev.tick();
    const { held } = await come(parent);
    expect(held).toMatchObject([{ kind: "parent", until: "2034-05-04", standing: "in-force" }]);
    const other = await inVisit(at, `mandates/${held[0]?.mandate}/visits`);
    expect(other.status).toBe(201);
    await dev.department("civil-affairs").send([
      {
        type: "relations.reported.v1",
        data: { subject: parent, relations: [{ kind: "child", other: child, ended: true }] },
      },
    ]);
    expect((await inVisit(at, `mandates/${held[0]?.mandate}/visits`)).status).toBe(404);
  });

  test("a company decides there through whom its clerk has charged, and through nobody else", async () => {
    const [agent, stranger] = [await relative(537), await relative(538)];
    await reportContact(dev, organisation);
    const mandate = await charged(organisation, agent);
    const other = await inVisit(await come(agent), `mandates/${mandate}/visits`);
    expect(other.status).toBe(201);
    expect(await visitIn(other)).toMatchObject({ mandate, name: "王建国", held: [], given: [] });
    expect((await inVisit(await come(stranger), `mandates/${mandate}/visits`)).status).toBe(404);
    const alone = await dev.post(visits, { subject: organisation, cardSeen: true }, clerk);
    expect(alone.status).toBe(403);
  });

  test("a guardian whom a court appointed is recorded with the judgment seen, and without it is not", async () => {
    const [guardian, ward] = [await relative(535), await elder(536)];
    const at = await come(guardian);
    const said = { kind: "court", ward, until: "2028-11-15" };
    expect((await inVisit(at, "guardianships", said)).status).toBe(400);
    const recorded = await inVisit(at, "guardianships", { ...said, judgmentSeen: true });
    expect(recorded.status).toBe(201);
    await dev.tick();
    const { held } = await come(guardian);
    expect(held).toMatchObject([{ kind: "court" }]);
    // The ward does not dismiss the guardian; the guardian may give it up.
    expect((await inVisit(await come(ward), `mandates/${held[0]?.mandate}/end`)).status).toBe(404);
    const ended = await visitIn(await inVisit(at, `mandates/${held[0]?.mandate}/end`));
    expect(ended.held).toEqual([]);
  });
});
