import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { revokePrintedCode } from "#shared/code-holders/printed-codes.ts";
import { issueCode, openIssuingKeys } from "#shared/codes/issue-code.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { insertStage } from "#shared/testing/all-live.ts";
import { aKey, aSubjectKey } from "#shared/testing/builders.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { cityAccount, cityLogin, startCityIssuer } from "#shared/testing/city-issuer.ts";
import { aCodeKeyRing } from "#shared/testing/issued-codes.ts";
import { organisation, resident } from "#shared/testing/people.ts";
import { type Place, type Scanning, startScanning } from "#shared/testing/scanning.ts";

let world: Scanning;
let gate: Place;
let someone: SubjectReference;
let number = 0;
let warned: string[] = [];
beforeAll(async () => {
  world = await startScanning();
});
afterAll(async () => world.close());
beforeEach(async () => {
  world.now = new Date();
  [gate = { venue: "", secret: "" }] = await world.register({ policies: ["park-admission"] });
  someone = resident("1950-03-01", (number += 1));
  await world.say("public-security", someone, { birthDate: "1950-03-01" });
  warned = [];
  vi.spyOn(console, "warn").mockImplementation((text: string) => void warned.push(text));
});
afterEach(() => vi.restoreAllMocks());

const pass = (seconds: number) => void (world.now = new Date(world.now.getTime() + seconds * 1000));
const show = async (value: string, place = gate, how = {}) =>
  world.show(place, { type: "suishen-code", value }, how);

describe("a code shown at the gate", () => {
  test("is granted what its holder is due, by its fifty-ninth second and not by its sixty-first", async () => {
    const code = await world.code(someone);
    pass(59);
    expect(await show(code)).toMatchObject({
      verdict: "granted",
      benefit: { policy: "park-admission", text: "免费入园（示例）" },
    });
    const other = resident("1950-03-01", (number += 1));
    await world.say("public-security", other, { birthDate: "1950-03-01" });
    const late = await world.code(other);
    pass(61);
    expect(await show(late)).toMatchObject({ verdict: "refused" });
    expect(warned).toEqual(["scan: zoo refused: code-expired"]);
  });

  test("and the same person's card are one person: the allowance of the day is one", async () => {
    expect(await show(await world.code(someone))).toMatchObject({ verdict: "granted" });
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "refused" });
    expect(await show(await world.code(someone))).toMatchObject({ verdict: "refused" });
  });

  test("is used once in a group, and is not used up by a group that is another", async () => {
    const policies = ["priority-admission"];
    const enter = { stage: "live", reason: "", sinceAt: 0 } as const;
    await insertStage(world.databases.DB_CITY, "priority-admission", enter);
    await world.say("veterans-affairs", someone, { veteran: true });
    const [first = gate] = await world.register({ venue: "lane-a", group: "lanes", policies });
    const [second = gate] = await world.register({ venue: "lane-b", group: "lanes", policies });
    const [other = gate] = await world.register({ venue: "spot", group: "spots", policies });
    const code = await world.code(someone);
    const verdicts = [];
    for (const place of [first, first, second, other])
      verdicts.push((await show(code, place)).verdict);
    expect(verdicts).toEqual(["granted", "refused", "refused", "granted"]);
    expect(warned).toEqual(["scan: lane-a refused: code-used", "scan: lane-b refused: code-used"]);
    expect((await show(await world.code(someone), first)).verdict).toBe("granted");
  });

  test("the same code at the same moment at two gates is granted once", async () => {
    const [one = gate, two = gate] = await world.register({ venue: "aviary" }, [
      "gate-1",
      "gate-2",
    ]);
    const code = await world.code(someone);
    const answers = await Promise.all(
      Array.from({ length: 40 }, async (_, index) => show(code, index % 2 === 0 ? one : two)),
    );
    expect(answers.filter(({ verdict }) => verdict === "granted")).toHaveLength(1);
  });

  test("an answer that was lost is told again when the code has expired meanwhile", async () => {
    const code = await world.code(someone);
    const how = { id: crypto.randomUUID() };
    const first = await show(code, gate, how);
    pass(120);
    expect(await show(code, gate, how)).toEqual(first);
    expect(await show(code)).toMatchObject({ verdict: "refused" });
    pass(600);
    expect(await show(code, gate, how)).toMatchObject({ verdict: "refused" });
  });
});

test("forged, cut, foreign, old and other codes: one answer, and the log tells them apart", async () => {
  const code = await world.code(someone);
  const [start = "", payload = "", signature = ""] = code.split(".").slice(-3);
  const head = code.slice(0, code.length - `${start}.${payload}.${signature}`.length);
  const flipped = signature.replace(/^./, (one) => (one === "A" ? "B" : "A"));
  const foreign = await issueCode(
    await openIssuingKeys(await aCodeKeyRing({ 9: aKey() })),
    { subjectKey: aSubjectKey(), class: "person", ttlSeconds: 60, grants: [] },
    world.now,
  );
  const early = await world.code(someone);
  const bad = [
    `${head}${start}.${payload}.${flipped}`,
    code.slice(0, -10),
    foreign.text,
    code.replace("/q/1.", "/q/0."),
    "https://example.invalid/menu",
  ];
  const answers = [];
  for (const value of bad) answers.push(await show(value));
  pass(-100);
  answers.push(await show(early));
  for (const { receipt, validUntil, ...answer } of answers)
    expect(answer).toEqual({ verdict: "refused" });
  expect(warned.map((line) => line.replace("scan: zoo refused: ", ""))).toEqual([
    "code-forged",
    "code-cut",
    "code-unknown-key",
    "code-old-version",
    "code-not-a-code",
    "code-from-the-future",
  ]);
});

describe("codes of other kinds", () => {
  test("a printed code is good again and again, for little things, within the limits", async () => {
    const printed = await world.code(someone, { class: "printed", ttlSeconds: 180 * 86_400 });
    expect(await show(printed)).toMatchObject({
      verdict: "granted",
      benefit: { text: "免费入园（示例）；打印的码，请再看一眼是不是本人" },
    });
    expect(await show(printed)).toMatchObject({ verdict: "refused" });
    pass(86_400);
    expect(await show(printed)).toMatchObject({ verdict: "granted" });
  });

  test("a printed code ends when its holder has another one, and when it was lost", async () => {
    const old = await world.code(someone, { class: "printed", ttlSeconds: 180 * 86_400 });
    pass(86_400);
    const fresh = await world.code(someone, { class: "printed", ttlSeconds: 180 * 86_400 });
    expect(await show(old)).toMatchObject({ verdict: "refused" });
    expect(warned.at(-1)).toContain("code-replaced");
    expect(await show(fresh)).toMatchObject({ verdict: "granted" });
    pass(86_400);
    const key = await findSubjectKey(world.databases, world.env, someone);
    await revokePrintedCode(world.databases, key ?? "", world.now);
    expect(await show(fresh)).toMatchObject({ verdict: "refused" });
  });

  test("and for anything more somebody has to look at the person's document", async () => {
    const enter = { stage: "live", reason: "", sinceAt: 0 } as const;
    await insertStage(world.databases.DB_CITY, "priority-admission", enter);
    await world.say("veterans-affairs", someone, { veteran: true });
    const [lane = gate] = await world.register({
      venue: "lane-c",
      group: "lanes",
      policies: ["priority-admission"],
    });
    const printed = await world.code(someone, { class: "printed", ttlSeconds: 86_400 });
    expect(await show(printed, lane)).toMatchObject({
      verdict: "unknown",
      benefit: { policy: "priority-admission" },
    });
  });

  test("a child's and a relative's are the child's and the relative's; an organisation's is nobody's", async () => {
    const [garden = gate] = await world.register({ venue: "garden" });
    expect((await show(await world.code(someone, { class: "family" }))).verdict).toBe("granted");
    expect((await show(await world.code(someone, { class: "child" }), garden)).verdict).toBe(
      "granted",
    );
    await world.reporting.report("market-regulation", [
      {
        type: "facts.reported.v1",
        data: { subject: organisation, facts: { establishedOn: "2020-01-01" } },
      },
    ]);
    const ofFirm = await world.code(organisation, { class: "enterprise" });
    expect(await show(ofFirm)).toMatchObject({ verdict: "refused" });
  });

  test("the number of a social security card leads to nobody here: the gatekeeper looks at the card", async () => {
    const card = { type: "social-security-card", value: "A12345678" } as const;
    expect(await world.show(gate, card)).toMatchObject({
      verdict: "unknown",
      benefit: { policy: "park-admission" },
    });
  });
});

test("a code of the city leads to the same dues by the same rules, and a silent city to nobody's refusal", async () => {
  const city = await startCityIssuer();
  const service = { url: city.url, login: cityLogin, organisation: "公园管理处" };
  const how = {
    env: {
      CITY_CODE_SERVICE: JSON.stringify({ ...service, account: cityAccount.account }),
      CITY_CODE_PASSWORD: cityAccount.password,
    },
  };
  const [code, another] = ["http://ssm.test/1", "http://ssm.test/2"];
  city.codes.set(code, someone.id).set(another, someone.id);
  const granted = await show(code, gate, how);
  expect(granted).toMatchObject({ verdict: "granted", benefit: { policy: "park-admission" } });
  expect(JSON.stringify(granted)).not.toContain("王建国");
  expect(city.requests.at(-1)?.body).toMatchObject({ pos: gate.venue, use: "入园" });
  expect(await show(code, gate, how)).toMatchObject({ verdict: "refused" });
  expect(await show(another, gate, how)).toMatchObject({ verdict: "refused" });
  expect(await show("http://ssm.test/3", gate, how)).toMatchObject({ verdict: "refused" });
  city.fail("html");
  expect(await show("http://ssm.test/4", gate, how)).toMatchObject({ verdict: "unknown" });
  await city.close();
});
