import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { scanAnswerSchema } from "#shared/contract/scans.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { insertStage } from "#shared/testing/all-live.ts";
import { approve } from "#shared/testing/approve.ts";
import { resident } from "#shared/testing/people.ts";
import {
  aDeviceSecret,
  type Place,
  registers,
  type Scanning,
  startScanning,
} from "#shared/testing/scanning.ts";

let world: Scanning;
let gate: Place;
beforeAll(async () => {
  world = await startScanning();
});
afterAll(async () => world.close());

/** Section 5 of the outside contract: `{ verdict, benefit?: { policy, text }, maskedName?, validUntil, receipt }`. */
const fields = ["verdict", "benefit", "maskedName", "validUntil", "receipt"];

let number = 0;
/** A new person, born on this day. */
const born = async (birthDate: string) => {
  const someone = resident(birthDate, (number += 1));
  await world.say("public-security", someone, { birthDate, hukouDistrict: "310101" });
  return someone;
};
const senior = async () => born("1950-03-01");

let warned: string[] = [];
beforeEach(async () => {
  world.now = new Date();
  warned = [];
  vi.spyOn(console, "warn").mockImplementation((text: string) => void warned.push(text));
  [gate = { venue: "", secret: "" }] = await world.register({});
});
afterEach(() => vi.restoreAllMocks());

const endOfDay = () => {
  const shanghai = new Date(world.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
  return new Date(Date.parse(`${shanghai}T00:00:00+08:00`) + 86_400_000).toISOString();
};

describe("at the gate", () => {
  test("who is due a benefit is granted it, and the answer holds nothing else", async () => {
    const someone = await senior();
    await world.reporting.report("public-security", [
      { type: "contact.reported.v1", data: { subject: someone, name: "王建国" } },
    ]);
    expect(await world.show(gate, someone)).toEqual({
      verdict: "granted",
      benefit: { policy: "park-admission", text: "免费入园（示例）" },
      maskedName: "王**",
      validUntil: endOfDay(),
      receipt: expect.stringMatching(/^[a-z2-7]{28}$/),
    });
  });

  test("the answer has the fields of the contract and not one more, whatever it says", async () => {
    const answers = [
      await world.show(gate, await senior()),
      await world.show(gate, await born("1990-01-01")),
      await world.show(gate, resident("1950-03-01", 900)),
      await world.show(gate, { type: "resident-id", value: "1" }),
    ];
    expect(answers.map(({ verdict }) => verdict)).toEqual([
      "granted",
      "refused",
      "unknown",
      "refused",
    ]);
    for (const answer of answers) {
      const { benefit, ...others } = answer;
      expect(Object.keys(others).filter((key) => !fields.includes(key))).toEqual([]);
      expect(Object.keys(benefit ?? { policy: "", text: "" })).toEqual(["policy", "text"]);
      expect(scanAnswerSchema.safeParse(answer).success).toBe(true);
      expect(scanAnswerSchema.safeParse({ ...answer, birthDate: "1950-03-01" }).success).toBe(
        false,
      );
    }
    expect(Object.keys(scanAnswerSchema.shape)).toEqual(fields);
  });

  test("refusals look all alike, whether nothing is due, it is used up, or nothing can be read", async () => {
    const someone = await senior();
    await world.show(gate, someone);
    const refused = [
      await world.show(gate, someone),
      await world.show(gate, await born("1990-01-01")),
      await world.show(gate, { type: "resident-id", value: "319900195003011234" }),
      await world.show(gate, { type: "social-security-card", value: "none" }),
    ];
    for (const answer of refused) {
      expect(answer).toEqual({
        verdict: "refused",
        validUntil: endOfDay(),
        receipt: expect.stringMatching(/^[a-z2-7]{28}$/),
      });
    }
    expect(warned).toEqual([
      "scan: zoo refused: limit-reached",
      "scan: zoo refused: not-entitled",
      "scan: zoo refused: number-not-valid",
      "scan: zoo refused: number-not-valid",
    ]);
  });

  test("what cannot be told is no refusal: the gatekeeper is told what to do", async () => {
    expect(await world.show(gate, resident("1950-03-01", 901))).toEqual({
      verdict: "unknown",
      benefit: {
        policy: "park-admission",
        text: "暂时无法核实，请到售票处人工查验，符合公示条件的仍按优待入园",
      },
      validUntil: endOfDay(),
      receipt: expect.any(String),
    });
  });

  test("a social security card names the same person as the identity card", async () => {
    const someone = await senior();
    const card = { type: "social-security-card", value: someone.id } as const;
    expect(await world.show(gate, card)).toMatchObject({ verdict: "granted" });
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "refused" });
  });

  test("a venue learns no class of person: not from an id, not from a text", async () => {
    const [exit = gate] = await world.register({
      venue: "car-park",
      group: "car-parks",
      department: "disabled-persons-federation",
      policies: ["disabled-parking"],
    });
    await insertStage(world.databases.DB_CITY, "disabled-parking", {
      stage: "live",
      reason: "",
      sinceAt: 0,
    });
    const someone = await born("1990-01-01");
    await world.say("disabled-persons-federation", someone, { disabilityGrade: 2 });
    const answer = await world.show(exit, someone);
    expect(answer.benefit).toEqual({ policy: "parking-discount", text: "停车费优惠（示例）" });
    expect(JSON.stringify(answer)).not.toMatch(/disab|残/);
  });

  test("the first of the venue's policies that is due and not used up is granted", async () => {
    const [both = gate] = await world.register({
      venue: "garden",
      policies: ["park-admission", "student-park-admission"],
    });
    await insertStage(world.databases.DB_CITY, "student-park-admission", {
      stage: "live",
      reason: "",
      sinceAt: 0,
    });
    const student = await senior();
    await world.say("education", student, { studentStatus: "university" });
    const given = [];
    for (let time = 0; time < 3; time += 1) given.push(await world.show(both, student));
    expect(given.map(({ benefit }) => benefit?.policy)).toEqual([
      "park-admission",
      "student-park-admission",
      undefined,
    ]);
  });
});

describe("what counts is what is known now", () => {
  test("a certificate that was good yesterday is refused this morning", async () => {
    const someone = await born("1990-01-01");
    const today = new Date(world.now.getTime() + 8 * 3_600_000).toISOString().slice(0, 10);
    await world.say("disabled-persons-federation", someone, {
      disabilityGrade: { value: 3, validFrom: "2020-01-01", validUntil: today },
    });
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "granted" });
    world.now = new Date(Date.parse(`${today}T00:00:00+08:00`) + 86_400_000);
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "refused" });
  });

  test("a register that is late neither grants nor refuses", async () => {
    const [disabled, other, old] = [
      await born("1990-01-01"),
      await born("1990-01-01"),
      await senior(),
    ];
    await world.say("disabled-persons-federation", disabled, { disabilityGrade: 3 });
    world.now = new Date(world.now.getTime() + 20 * 86_400_000);
    expect(await world.show(gate, disabled)).toMatchObject({ verdict: "unknown" });
    expect(await world.show(gate, other)).toMatchObject({ verdict: "unknown" });
    expect(await world.show(gate, old)).toMatchObject({ verdict: "granted" });
  });

  test("a policy that is only listed turns no refusal into a doubt; where all are, the ordinary channel stands", async () => {
    const policies = ["park-admission", "priority-admission"];
    const [both = gate] = await world.register({ venue: "both", policies });
    const [only = gate] = await world.register({ venue: "only", policies: ["priority-admission"] });
    const young = await born("1990-01-01");
    expect(await world.show(both, young)).toMatchObject({ verdict: "refused" });
    expect(await world.show(only, young)).toMatchObject({
      verdict: "unknown",
      benefit: { policy: "priority-admission" },
    });
    const old = await senior();
    expect(await world.show(both, old)).toMatchObject({ verdict: "granted" });
    expect(await world.show(both, old)).toMatchObject({ verdict: "refused" });
  });

  test("while a policy is paused nobody is refused what the ordinary channel still gives", async () => {
    const [someone, other] = [await senior(), await born("1990-01-01")];
    const enter = async (stage: "paused" | "live") =>
      insertStage(world.databases.DB_CITY, "park-admission", { stage, reason: "", sinceAt: 0 });
    await enter("paused");
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "unknown" });
    expect(await world.show(gate, other)).toMatchObject({ verdict: "refused" });
    await enter("live");
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "granted" });
  });

  test("the card of somebody who has died is nobody's", async () => {
    const someone = await senior();
    await world.say("public-security", someone, { deathDate: "2026-01-01" });
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "refused" });
    expect(warned).toEqual(["scan: zoo refused: no-longer-alive"]);
  });

  test("the city's one row says what its registers and stages say", async () => {
    const { DB_CITY } = world.databases;
    const row = await DB_CITY.prepare("SELECT * FROM scan_circumstances").first();
    const { results: kept } = await DB_CITY.prepare(
      "SELECT fact, complete_as_of AS at FROM registers ORDER BY fact",
    ).all<{ fact: string; at: number }>();
    const told = JSON.parse(String(row?.["registers"])) as Record<string, number>;
    expect(kept).toHaveLength(registers.length);
    expect(told).toEqual(Object.fromEntries(kept.map(({ fact, at }) => [fact, at])));
    const { results: stages } = await DB_CITY.prepare(
      `SELECT policy, stage, max(number) AS number FROM policy_stages GROUP BY policy`,
    ).all<{ policy: string; stage: string; number: number }>();
    const inOne = JSON.parse(String(row?.["stages"])) as Record<string, object>;
    expect(Object.keys(inOne).toSorted()).toEqual(stages.map(({ policy }) => policy).toSorted());
    for (const { policy, stage, number: newest } of stages)
      expect(inOne[policy]).toMatchObject({ stage, number: newest });
  });
});

describe("repeated", () => {
  test("the same request has the same answer, and is counted once", async () => {
    const someone = await senior();
    const how = { id: crypto.randomUUID() };
    const first = await world.show(gate, someone, how);
    expect(first.verdict).toBe("granted");
    for (let time = 0; time < 3; time += 1)
      expect(await world.show(gate, someone, how)).toEqual(first);
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "refused" });
  });

  test("at the same moment too: twenty times the same request is one visit with one answer", async () => {
    const someone = await senior();
    const how = { id: crypto.randomUUID() };
    const answers = await Promise.all(
      Array.from({ length: 20 }, async () => world.show(gate, someone, how)),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ verdict: "granted" });
  });

  test("also over midnight, and when it was refused", async () => {
    const someone = await senior();
    const how = { id: crypto.randomUUID() };
    world.now = new Date(Date.parse("2027-01-04T15:59:30Z"));
    await world.reporting.complete(registers);
    const first = await world.show(gate, someone, how);
    world.now = new Date(Date.parse("2027-01-04T16:00:30Z"));
    expect(await world.show(gate, someone, how)).toEqual(first);
    const other = { id: crypto.randomUUID() };
    const stranger = resident("1950-03-01", 902);
    await world.say("public-security", stranger, { hukouDistrict: "310101" });
    const unknown = await world.show(gate, stranger, other);
    expect(unknown.verdict).toBe("unknown");
    await world.say("public-security", stranger, { birthDate: "1950-03-01" });
    expect(await world.show(gate, stranger, other)).toEqual(unknown);
  });

  test("the same id for another person is another scan", async () => {
    const how = { id: crypto.randomUUID() };
    const [one, two] = [
      await world.show(gate, await senior(), how),
      await world.show(gate, await senior(), how),
    ];
    expect([one.verdict, two.verdict]).toEqual(["granted", "granted"]);
    expect(one.receipt).not.toBe(two.receipt);
  });
});

describe("how often", () => {
  test("of 200 scans of one person at the same moment at two gates exactly one is granted", async () => {
    const [first = gate, second = gate] = await world.register({ venue: "aviary" }, [
      "gate-1",
      "gate-2",
    ]);
    const someone = await senior();
    const answers = await Promise.all(
      Array.from({ length: 200 }, async (_, index) =>
        world.show(index % 2 === 0 ? first : second, someone),
      ),
    );
    expect(answers.filter(({ verdict }) => verdict === "granted")).toHaveLength(1);
    expect(answers.filter(({ verdict }) => verdict === "refused")).toHaveLength(199);
    expect(new Set(answers.map(({ receipt }) => receipt)).size).toBe(200);
  });

  test("each venue counts for itself where the policy says so; a new day is another day", async () => {
    const [garden = gate] = await world.register({ venue: "garden" });
    const someone = await senior();
    const verdict = async (place: Place) => (await world.show(place, someone)).verdict;
    expect([await verdict(gate), await verdict(garden), await verdict(gate)]).toEqual([
      "granted",
      "granted",
      "refused",
    ]);
    world.now = new Date(world.now.getTime() + 86_400_000);
    expect(await verdict(gate)).toBe("granted");
  });

  test("a day and a month hold at once, and all venues of a group together", async () => {
    const lots = await Promise.all(
      ["lot-a", "lot-b"].map(async (venue) =>
        world.register({ venue, group: "lots", policies: ["disabled-parking"] }),
      ),
    );
    const [[a = gate] = [], [b = gate] = []] = lots;
    const someone = await born("1990-01-01");
    await world.say("disabled-persons-federation", someone, { disabilityGrade: 2 });
    const verdicts: string[] = [];
    for (let day = 1; day <= 21; day += 1) {
      world.now = new Date(Date.parse(`2027-03-${String(day).padStart(2, "0")}T02:00:00Z`));
      await world.reporting.complete([]);
      await freshRegisters();
      for (const place of [a, b, a]) verdicts.push((await world.show(place, someone)).verdict);
    }
    expect(verdicts.filter((one) => one === "granted")).toHaveLength(40);
    expect(verdicts.slice(0, 3)).toEqual(["granted", "granted", "refused"]);
    expect(verdicts.slice(-3)).toEqual(["refused", "refused", "refused"]);
  });
});

/** The registers are as new as the function's clock. */
const freshRegisters = async () =>
  world.databases.DB_CITY.prepare("UPDATE registers SET complete_as_of = ?")
    .bind(world.now.getTime())
    .run();

describe("who may ask", () => {
  const body = () => ({
    credential: { type: "resident-id", value: resident("1950-03-01", 903).id },
    venue: "zoo",
    device: "gate-1",
    purpose: "入园",
    operator: "operator-7",
  });

  test.each<[string, Parameters<Scanning["post"]>[3], string]>([
    ["another key", {}, "no right signature"],
    ["an old timestamp", { signedAt: new Date(Date.now() - 400_000) }, "untimely"],
    ["a malformed id", { headers: { "webhook-id": "a b" } }, "malformed id"],
    ["a malformed time", { headers: { "webhook-timestamp": "1" } }, "malformed timestamp"],
    ["a malformed signature", { headers: { "webhook-signature": "v1,x" } }, "malformed signature"],
  ])("not %s: one answer for every reason, and the log says which", async (_, how, because) => {
    const secret = aDeviceSecret();
    const response = await world.post("/v1/scans", { ...gate, secret }, body(), how);
    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ type: "/problems/signature-not-valid" });
    expect(warned.join()).toContain(because);
  });

  test("not a device of another venue, nor one that was revoked, nor any of a closed venue", async () => {
    const [other = gate] = await world.register({ venue: "garden" });
    const status = async (place: Place, more: object) =>
      (await world.post("/v1/scans", place, { ...body(), ...more })).status;
    expect(await status(other, {})).toBe(401);
    expect(await status(gate, { venue: "nowhere" })).toBe(401);
    expect(await status(gate, {})).toBe(200);
    const approved = async (act: Parameters<typeof approve>[2]) =>
      approve(world.databases.DB_CITY, world.env.KEYRING_KEY, act, world.now);
    const [lost = gate] = await world.register({ venue: "closing" });
    await approved({
      kind: "venue-device-revocation",
      payload: { venue: "closing", device: "gate-1" },
    });
    expect(await status(lost, { venue: "closing" })).toBe(401);
    await world.register({ venue: "closing", state: "closed" });
    const [closed = gate] = await world.register({ venue: "closing", state: "closed" });
    expect(await status(closed, { venue: "closing" })).toBe(401);
  });

  test("a key rotates without loss: the one before stays good, the third ends the first", async () => {
    const keys = [aDeviceSecret(), aDeviceSecret()];
    const statuses = async () =>
      Promise.all(
        [gate.secret, ...keys].map(
          async (secret) => (await world.post("/v1/scans", { ...gate, secret }, body())).status,
        ),
      );
    expect(await statuses()).toEqual([200, 401, 401]);
    for (const [index, secret] of keys.entries()) {
      const payload = { venue: "zoo", device: "gate-1", keyId: `n${index}`, secret };
      await approve(
        world.databases.DB_CITY,
        world.env.KEYRING_KEY,
        { kind: "venue-device", payload },
        world.now,
      );
      expect(await statuses()).toEqual(index === 0 ? [200, 200, 401] : [401, 200, 200]);
    }
  });

  test("a device that does not say which it is, is found by its key", async () => {
    const { device: _, ...rest } = body();
    expect((await world.post("/v1/scans", gate, rest)).status).toBe(200);
  });

  test("a department's own system signs for its venues, and for those that nobody registered", async () => {
    const { device: _, ...rest } = body();
    const someone = await senior();
    const value = { ...rest, credential: { type: "resident-id", value: someone.id } };
    const by = async (department: DepartmentId, venue: string) => {
      const secret = secretOf(department);
      return world.post("/v1/scans", { venue, secret }, { ...value, venue });
    };
    expect(await (await by("landscaping", "zoo")).json()).toMatchObject({ verdict: "granted" });
    expect(await (await by("landscaping", "new-park")).json()).toMatchObject({
      verdict: "granted",
    });
    expect((await by("landscaping", "某某公园 东门")).status).toBe(200);
    expect((await by("education", "zoo")).status).toBe(401);
    expect((await by("public-security", "new-park")).status).toBe(401);
  });

  const secretOf = (department: DepartmentId) => world.reporting.secretOf(department);

  test("what is rightly signed and malformed is told what is wrong", async () => {
    const told = async (more: object) => {
      const response = await world.post("/v1/scans", gate, { ...body(), ...more });
      return [response.status, JSON.stringify(await response.json())] as const;
    };
    expect(await told({ colour: "green" })).toEqual([400, expect.stringContaining("colour")]);
    expect(await told({ operator: "" })).toEqual([400, expect.stringContaining("body.operator")]);
    expect(await told({ purpose: `查验 ${resident("1950-03-01", 1).id}` })).toEqual([
      400,
      expect.stringContaining("body.purpose"),
    ]);
    const response = await world.post("/v1/scans", gate, body(), {
      headers: { "content-type": "text/plain" },
    });
    expect(response.status).toBe(415);
  });
});

describe("what is kept", () => {
  test("venue, device, operator, purpose and item code; and no row says who was there", async () => {
    const someone = await senior();
    const { receipt } = await world.show(gate, someone, { more: { itemCode: "312090049000" } });
    const rows = (await everything()).filter((row) => row["receipt"] === receipt);
    expect(rows).toEqual([
      expect.objectContaining({
        venue: "zoo",
        device: "gate-1",
        operator: "operator-7",
        purpose: "入园",
        item_code: "312090049000",
        verdict: "granted",
        policy: "park-admission",
      }),
    ]);
    const { results } = await world.databases.DB_0.prepare(
      "SELECT subject_key FROM profiles",
    ).all();
    const { results: others } = await world.databases.DB_1.prepare(
      "SELECT subject_key FROM profiles",
    ).all();
    const keys = [...results, ...others].map((row) => String(row["subject_key"]));
    const kept = JSON.stringify([await everything(), await marks()]);
    for (const key of keys) expect(kept).not.toContain(key);
    expect(kept).not.toContain(someone.id);
  });

  test("one person's scans in two groups, of two policies or on two days share nothing", async () => {
    const [elsewhere = gate] = await world.register({ venue: "museum", group: "museums" });
    const someone = await senior();
    const before = new Set((await marks()).map((row) => String(row["mark"])));
    const receipts = [await world.show(gate, someone), await world.show(elsewhere, someone)];
    world.now = new Date(world.now.getTime() + 86_400_000);
    receipts.push(await world.show(gate, someone));
    const made = (await marks())
      .map((row) => String(row["mark"]))
      .filter((mark) => !before.has(mark));
    expect(made).toHaveLength(3);
    // Two characters are the bucket; nothing behind them is shared.
    expect(new Set(made.map((mark) => mark.slice(2, 10))).size).toBe(3);
    expect(new Set(receipts.map(({ receipt }) => receipt.slice(2))).size).toBe(3);
  });

  const everything = async () => all("SELECT * FROM scans");
  const marks = async () => all("SELECT * FROM scan_allowances");
  async function all(query: string): Promise<Record<string, unknown>[]> {
    const { DB_0, DB_1 } = world.databases;
    const found = await Promise.all([DB_0, DB_1].map(async (db) => db.prepare(query).all()));
    return found.flatMap(({ results }) => results);
  }
});
