import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { offlineKeysOf } from "#shared/codes/offline-keys.ts";
import { readCode } from "#shared/codes/read-code.ts";
import {
  offlineAnswerSchema,
  offlinePackSchema,
  type OfflineResult,
} from "#shared/contract/scans.schema.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { approve } from "#shared/testing/approve.ts";
import { resident } from "#shared/testing/people.ts";
import {
  aDeviceSecret,
  type Place,
  type Scanning,
  startScanning,
} from "#shared/testing/scanning.ts";
import { seeded, shuffled } from "#shared/testing/seeded.ts";
import { deviceTime } from "#shared/venue-device/device-time.ts";
import { judgeOffline } from "#shared/venue-device/judge-offline.ts";

const park = "park-admission";
let world: Scanning;
let gate: Place;
let someone: SubjectReference;
let parkKey: string;
let number = 0;
beforeAll(async () => {
  world = await startScanning();
  [parkKey] = await offlineKeysOf(world.env.SCAN_OFFLINE_KEYS, park);
});
afterAll(async () => world.close());
beforeEach(async () => {
  world.now = new Date();
  [gate = { venue: "", secret: "" }] = await world.register({ venue: `v${(number += 1)}` });
  someone = await senior();
  vi.spyOn(console, "warn").mockImplementation(() => {});
});
afterEach(() => vi.restoreAllMocks());

const senior = async () => {
  const one = resident("1950-03-01", (number += 1));
  await world.say("public-security", one, { birthDate: "1950-03-01" });
  return one;
};
const codeOf = async (subject = someone, more = {}) =>
  world.code(subject, { grants: [{ offlineKey: parkKey, policy: park }], ...more });

interface Kept {
  readonly id: string;
  readonly [more: string]: unknown;
}
const kept = (value: string, more: object = {}): Kept => ({
  id: crypto.randomUUID(),
  credential: { type: "suishen-code", value },
  policy: park,
  at: world.now.toISOString(),
  operator: "operator-7",
  purpose: "admission",
  verdict: "granted",
  ...more,
});
async function tell(scans: readonly object[], place = gate): Promise<OfflineResult[]> {
  const { venue, device } = place;
  const response = await world.post("/v1/scans/offline", place, { venue, device, scans });
  if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
  return offlineAnswerSchema.parse(await response.json()).results;
}
const resultsOf = (results: readonly OfflineResult[]) =>
  results.map(({ result, reason }) => (reason === undefined ? result : `${result} ${reason}`));

async function rows<Row>(query: string): Promise<Row[]> {
  const { DB_0, DB_1 } = world.databases;
  const found = await Promise.all([DB_0, DB_1].map(async (db) => db.prepare(query).all<Row>()));
  return found.flatMap(({ results }) => results);
}
const workItems = async (reference: string) => {
  const { results } = await world.databases.DB_CITY.prepare(
    "SELECT owner, policy, detail, due_on FROM work_items WHERE kind = 'offline-scan-conflict' AND reference LIKE ?",
  )
    .bind(`%${reference}%`)
    .all<{ owner: string; policy: string; detail: string; due_on: string | null }>();
  return results.map(({ detail, ...item }) => ({
    ...item,
    detail: JSON.parse(detail) as { conflicts: number; lossFen: number },
  }));
};

describe("what a device granted without network", () => {
  test("is counted once, however often it is told", async () => {
    const scan = kept(await codeOf());
    expect(resultsOf(await tell([scan]))).toEqual(["counted"]);
    expect(resultsOf(await tell([scan, scan]))).toEqual(["repeated", "repeated"]);
    expect(await world.show(gate, someone)).toMatchObject({ verdict: "refused" });
  });

  test("and was granted by the server too, whose answer was lost, is one visit", async () => {
    const code = await codeOf();
    const scan = kept(code);
    const credential = { type: "suishen-code", value: code } as const;
    const online = await world.show(gate, credential, { id: scan.id });
    expect(online.verdict).toBe("granted");
    expect(resultsOf(await tell([scan]))).toEqual(["repeated"]);
    expect(await rows(`SELECT 1 FROM scans WHERE venue = '${gate.venue}'`)).toHaveLength(1);
  });

  test("and was refused by the server, whose answer was lost, is a conflict", async () => {
    await world.show(gate, someone);
    const code = await codeOf();
    const scan = kept(code);
    const credential = { type: "suishen-code", value: code } as const;
    expect((await world.show(gate, credential, { id: scan.id })).verdict).toBe("refused");
    expect(resultsOf(await tell([scan, scan]))).toEqual([
      "conflict refused-before",
      "conflict refused-before",
    ]);
    expect(resultsOf(await tell([scan]))).toEqual(["conflict refused-before"]);
    expect(await workItems(gate.venue)).toMatchObject([{ detail: { conflicts: 1 } }]);
  });

  test("beyond the limit, or by a code that another gate has seen, is work of the lead department", async () => {
    const [other = gate] = await world.register({ venue: `${gate.venue}-b` });
    const used = await codeOf();
    const later = { at: new Date(world.now.getTime() + 1000).toISOString() };
    expect(resultsOf(await tell([kept(used), kept(await codeOf(), later)]))).toEqual([
      "counted",
      "conflict limit-reached",
    ]);
    expect(resultsOf(await tell([kept(used)], other))).toEqual(["conflict code-used"]);
    const [item] = await workItems(`${gate.venue} `);
    expect(item).toMatchObject({
      owner: "landscaping",
      policy: park,
      detail: { conflicts: 1, "limit-reached": 1, lossFen: 500, venue: gate.venue },
    });
    expect(item?.due_on).toMatch(/^\d{4}-\d\d-\d\d$/);
  });

  test("is closed work once a person has looked, until there is another conflict", async () => {
    const first = kept(await codeOf());
    const second = kept(await codeOf(), { at: new Date(world.now.getTime() + 1000).toISOString() });
    await tell([first, second]);
    const isOpen = async () => {
      const { results } = await world.databases.DB_CITY.prepare(
        "SELECT closed_at FROM work_items WHERE kind = 'offline-scan-conflict' AND reference LIKE ?",
      )
        .bind(`%${gate.venue} %`)
        .all<{ closed_at: number | null }>();
      return results.map(({ closed_at }) => closed_at === null);
    };
    expect(await isOpen()).toEqual([true]);
    await world.databases.DB_CITY.prepare(
      "UPDATE work_items SET closed_at = 1, closed_by = 'person:one', outcome = 'looked into' WHERE reference LIKE ?",
    )
      .bind(`%${gate.venue} %`)
      .run();
    await tell([first, second]);
    expect(await isOpen()).toEqual([false]);
    await tell([kept(await codeOf())]);
    expect(await isOpen()).toEqual([true]);
    expect(await workItems(`${gate.venue} `)).toMatchObject([{ detail: { conflicts: 2 } }]);
  });

  test("what can have been no good grant is refused, each for its own reason, and holds up nothing else", async () => {
    const [head = "", payload = "", signature = ""] = (await codeOf()).split(".").slice(-3);
    const code = await codeOf();
    const start = code.slice(0, code.lastIndexOf("/") + 1);
    const flipped = signature.replace(/^./, (one) => (one === "A" ? "B" : "A"));
    const late = new Date(world.now.getTime() - 120_000).toISOString();
    const longAgo = new Date(world.now.getTime() - 8 * 86_400_000).toISOString();
    const results = await tell([
      kept(`${start}${head.split("/").at(-1) ?? ""}.${payload}.${flipped}`),
      kept(code.slice(0, -9)),
      kept(code, { at: late }),
      kept(await world.code(someone)),
      kept(code, { at: longAgo }),
      kept(code, { policy: "disabled-parking" }),
      kept("x", { credential: { type: "resident-id", value: someone.id } }),
      { id: "broken", colour: "green" },
      kept(code),
    ]);
    expect(resultsOf(results)).toEqual([
      "refused code-forged",
      "refused code-cut",
      "refused code-from-the-future",
      "refused not-told",
      "refused told-too-late",
      "refused no-such-policy",
      "refused card-offline",
      "refused invalid",
      "counted",
    ]);
  });

  test("a clock that was 30 seconds off is forgiven, and no more", async () => {
    const code = await codeOf();
    const at = (seconds: number) => new Date(world.now.getTime() + seconds * 1000).toISOString();
    const other = await codeOf(await senior());
    expect(resultsOf(await tell([kept(code, { at: at(89) })]))).toEqual(["counted"]);
    expect(resultsOf(await tell([kept(other, { at: at(91) })]))).toEqual(["refused code-expired"]);
  });

  test("a printed code that has outlived its holder's right is a conflict", async () => {
    const student = resident("2008-03-01", (number += 1));
    await world.say("education", student, { studentStatus: "secondary" });
    await world.say("public-security", student, { birthDate: "2008-03-01" });
    const printed = await codeOf(student, { class: "printed", ttlSeconds: 180 * 86_400 });
    expect(resultsOf(await tell([kept(printed)]))).toEqual(["conflict not-entitled"]);
    const good = await codeOf(someone, { class: "printed", ttlSeconds: 180 * 86_400 });
    const later = { at: new Date(world.now.getTime() + 1000).toISOString() };
    expect(resultsOf(await tell([kept(good), kept(good, later)]))).toEqual([
      "counted",
      "conflict limit-reached",
    ]);
  });

  test("what one device grants in a day beyond its cap is its venue's own loss", async () => {
    const people = Array.from({ length: 203 }, (_, index) => resident("1950-03-01", 500 + index));
    await world.reporting.report(
      "public-security",
      people.map((subject) => ({
        type: "facts.reported.v1",
        data: { subject, facts: { birthDate: "1950-03-01" } },
      })),
    );
    const scans = await Promise.all(people.map(async (one) => kept(await codeOf(one))));
    const results = resultsOf(await tell(scans));
    expect(results.filter((one) => one === "counted")).toHaveLength(200);
    expect(results.filter((one) => one === "conflict beyond-cap")).toHaveLength(3);
    expect(resultsOf(await tell(scans)).filter((one) => one === "repeated")).toHaveLength(200);
    expect(await workItems(gate.venue)).toMatchObject([{ detail: { conflicts: 3 } }]);
  });

  test("only a device may be without network, and only one that is registered", async () => {
    const body = { venue: gate.venue, device: "gate-1", scans: [kept(await codeOf())] };
    const wrong = { ...gate, secret: aDeviceSecret() };
    expect((await world.post("/v1/scans/offline", wrong, body)).status).toBe(401);
    const secret = world.reporting.secretOf("landscaping");
    const byDepartment = { venue: gate.venue, secret };
    const { device: _, ...rest } = body;
    expect((await world.post("/v1/scans/offline", byDepartment, rest)).status).toBe(401);
    const many = { ...body, scans: Array.from({ length: 501 }, () => ({})) };
    expect((await world.post("/v1/scans/offline", gate, many)).status).toBe(400);
  });
});

test(
  "2,000 scans of 20 devices that overlap, told in random order and again: every conflict is found, nothing is counted twice",
  { timeout: 240_000 },
  async () => {
    const random = seeded(20_261_130);
    const pick = (below: number) => Math.floor(random() * below);
    const venues = ["north", "east", "south", "west"].map((name) => `${gate.venue}-${name}`);
    const devices = (
      await Promise.all(
        venues.map(async (venue) =>
          world.register({ venue, group: `g-${gate.venue}` }, ["d1", "d2", "d3", "d4", "d5"]),
        ),
      )
    ).flat();
    const people = Array.from({ length: 500 }, (_, index) => resident("1949-05-05", 1 + index));
    for (let from = 0; from < people.length; from += 250) {
      await world.reporting.report(
        "public-security",
        people.slice(from, from + 250).map((subject) => ({
          type: "facts.reported.v1",
          data: { subject, facts: { birthDate: "1949-05-05" } },
        })),
      );
    }
    const end = world.now.getTime();
    const made: { place: Place; scan: Kept; visit: string }[] = [];
    const add = (place: Place, code: string, at: Date, visit: string) => {
      made.push({ place, scan: kept(code, { at: at.toISOString() }), visit });
    };
    // 400 people come and go, each time with a fresh code, at whatever gate they like.
    for (let index = 0; index < 1_800; index += 1) {
      const [person, place] = [pick(400), devices[pick(20)] ?? gate];
      world.now = new Date(end - 3_600_000 + index * 1000);
      const code = await codeOf(people[person]);
      add(place, code, world.now, `${place.venue} ${person}`);
    }
    // 100 codes are copied, and shown at two venues of the group: one of the two counts.
    for (let index = 0; index < 100; index += 1) {
      const person = 400 + index;
      world.now = new Date(end - 3_600_000 + index * 1000);
      const code = await codeOf(people[person]);
      for (const venue of [0, 1]) {
        const place = devices[venue * 5 + pick(5)] ?? gate;
        add(place, code, world.now, `copy ${person}`);
      }
    }
    world.now = new Date(end);
    expect(made).toHaveLength(2_000);
    const due = new Set(made.map(({ visit }) => visit)).size;

    const batches = [...Map.groupBy(made, ({ place }) => place)].flatMap(([place, own]) => {
      const waiting = shuffled(own, random).map(({ scan }) => scan);
      const cut: { place: Place; scans: Kept[] }[] = [];
      while (waiting.length > 0) cut.push({ place, scans: waiting.splice(0, 5 + pick(60)) });
      return cut;
    });
    const again = batches.filter(() => random() < 0.4);
    const order = shuffled([...batches, ...again], random);
    const counted = new Map<string, number>();
    const inConflict = new Set<string>();
    await Promise.all(
      Array.from({ length: 6 }, async () => {
        for (let next = order.pop(); next !== undefined; next = order.pop()) {
          for (const { id, result } of await tell(next.scans, next.place)) {
            if (result === "counted") counted.set(id, (counted.get(id) ?? 0) + 1);
            if (result === "conflict") inConflict.add(id);
            expect(["counted", "repeated", "conflict"]).toContain(result);
          }
        }
      }),
    );
    expect(counted.size).toBe(due);
    expect([...counted.values()].every((times) => times === 1)).toBe(true);
    expect(inConflict.size).toBe(2_000 - due);

    const like = `${gate.venue}-%`;
    const kinds = await rows<{ verdict: string; n: number }>(
      `SELECT verdict, count(*) AS n FROM scans WHERE venue LIKE '${like}' GROUP BY verdict`,
    );
    const total = (verdict: string) =>
      kinds.filter((one) => one.verdict === verdict).reduce((sum, { n }) => sum + n, 0);
    expect([total("granted"), total("conflict")]).toEqual([due, 2_000 - due]);
    const items = await workItems(`${gate.venue}-`);
    expect(items.reduce((sum, { detail }) => sum + detail.conflicts, 0)).toBe(2_000 - due);
    expect(items.every(({ owner }) => owner === "landscaping")).toBe(true);
  },
);

describe("what a device must know to work without network", () => {
  const fetchPack = async (place: Place, path: string) => world.get(path, place);

  test("lets it judge as its page does: whoever is due, and nobody else", async () => {
    const response = await fetchPack(gate, `/v1/scans/offline-pack?venue=${gate.venue}`);
    const pack = offlinePackSchema.parse(await response.json());
    expect(pack).toMatchObject({
      venue: gate.venue,
      now: world.now.toISOString(),
      policies: [
        { policy: park, text: "免费入园（示例）", offlineTimes: 200, perDay: 1, lowValue: true },
      ],
    });
    expect(JSON.stringify(pack)).not.toContain('"d":');
    const time = deviceTime(world.now.getTime(), { offset: 0, latest: 0 });
    const given = { ...pack, codeKeys: JSON.parse(JSON.stringify(pack.codeKeys)) };
    const judged = async (text: string) => (await judgeOffline(text, given, time)).ok;
    expect(await judged(await codeOf())).toBe(true);
    expect(await judged(await world.code(someone))).toBe(false);
    expect(readCode(await codeOf()).ok).toBe(true);
  });

  test("holds keys of its own policies only", async () => {
    const [car = gate] = await world.register({
      venue: `${gate.venue}-cars`,
      policies: ["disabled-parking"],
    });
    const response = await fetchPack(
      car,
      `/v1/scans/offline-pack?venue=${car.venue}&device=gate-1`,
    );
    const pack = offlinePackSchema.parse(await response.json());
    expect(pack.offlineKeys).not.toContain(parkKey);
    expect(pack.policies).toMatchObject([{ policy: "parking-discount", offlineTimes: 0 }]);
  });

  test("is told to nobody else", async () => {
    const wrong = { ...gate, secret: aDeviceSecret() };
    const path = `/v1/scans/offline-pack?venue=${gate.venue}`;
    expect((await fetchPack(wrong, path)).status).toBe(401);
    expect((await fetchPack(gate, "/v1/scans/offline-pack")).status).toBe(401);
    const department = { venue: gate.venue, secret: world.reporting.secretOf("landscaping") };
    expect((await fetchPack(department, path)).status).toBe(401);
  });
});

describe("a device enrols", () => {
  const bytes = () => crypto.getRandomValues(new Uint8Array(32));
  const secretOf = (raw: Uint8Array) => `whsec_${btoa(String.fromCharCode(...raw))}`;
  const enrol = async (code: string) => world.open("/v1/scans/enrolments", { code });

  test("by a code that two persons registered, once; then it signs with a key of its own", async () => {
    const raw = bytes();
    const device = { venue: gate.venue, device: "tablet-1", keyId: "once", secret: secretOf(raw) };
    await approve(
      world.databases.DB_CITY,
      world.env.KEYRING_KEY,
      { kind: "venue-device", payload: { ...device, enrols: true } },
      world.now,
    );
    const tablet = { venue: gate.venue, device: "tablet-1", secret: device.secret };
    await expect(world.show(tablet, someone)).rejects.toThrow("401");
    const code = encodeBase32(raw)
      .toUpperCase()
      .replaceAll(/(.{4})/g, "$1-");
    const response = await enrol(code);
    expect(response.status).toBe(200);
    const enrolled = (await response.json()) as { secret: string };
    expect(enrolled).toEqual({
      venue: gate.venue,
      venueName: "动物园",
      device: "tablet-1",
      secret: expect.stringMatching(/^whsec_/),
    });
    expect((await world.show({ ...tablet, secret: enrolled.secret }, someone)).verdict).toBe(
      "granted",
    );
    expect((await enrol(code)).status).toBe(401);
    await expect(world.show(tablet, someone)).rejects.toThrow("401");
  });

  test("not by any other code, and one that is used by two at once is used by one", async () => {
    for (const code of [
      encodeBase32(bytes()),
      "0".repeat(30),
      "没有网络没有网络没有网络没有网络没有网络",
    ])
      expect((await enrol(code)).status).toBe(401);
    expect((await enrol("short")).status).toBe(400);
    const raw = bytes();
    const payload = { venue: gate.venue, device: "tablet-2", keyId: "k", secret: secretOf(raw) };
    const act = { kind: "venue-device", payload: { ...payload, enrols: true } } as const;
    await approve(world.databases.DB_CITY, world.env.KEYRING_KEY, act, world.now);
    const both = await Promise.all([enrol(encodeBase32(raw)), enrol(encodeBase32(raw))]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
  });
});
