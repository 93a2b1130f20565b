import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Content, type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

let people = 0;
function someone() {
  people += 1;
  return resident("1950-01-01", 300 + people);
}

const facts = (values: Record<string, unknown>, more: object = {}): Content =>
  ({
    type: "facts.reported.v1",
    data: { subject: someone(), facts: values },
    ...more,
  }) as Content;

/** Throws when intake refuses the batch as a whole. */
async function statusesOf(...events: Content[]): Promise<string[]> {
  const results = await dev.department("public-security").send(events);
  return results.map(({ status, problem }) => problem?.type ?? status);
}

/** Days that no calendar of ours reaches, each where an event can carry one. */
const badDays: readonly [string, () => Content][] = [
  [
    "validFrom in 1700",
    () => facts({ hukouDistrict: { value: "310101", validFrom: "1700-01-01" } }),
  ],
  [
    "validFrom in 9999",
    () => facts({ hukouDistrict: { value: "310101", validFrom: "9999-12-31" } }),
  ],
  [
    "validUntil in 9998",
    () => facts({ hukouDistrict: { value: "310101", validUntil: "9998-12-31" } }),
  ],
  ["time in 1700", () => facts({ hukouDistrict: "310101" }, { time: "1700-01-01T00:00:00Z" })],
  ["a birth in 9990", () => facts({ birthDate: "9990-01-01", hukouDistrict: "310101" })],
  ["a birth in 1700", () => facts({ birthDate: "1700-01-01", hukouDistrict: "310101" })],
  ["a death in 9999", () => facts({ deathDate: "9999-12-31" })],
  [
    "a register complete since 1700",
    () => ({
      type: "register.reported.v1",
      data: { fact: "deathDate", completeAsOf: "1700-01-01" },
    }),
  ],
  [
    "a contact of 1700",
    () => ({
      type: "contact.reported.v1",
      time: "1700-01-01T00:00:00Z",
      data: { subject: someone(), name: "王建国" },
    }),
  ],
];

describe("a day out of all reach", () => {
  test.for(badDays)("%s is rejected alone; its neighbours are accepted", async ([, bad]) => {
    expect(await statusesOf(facts({ sex: "male" }), bad(), facts({ sex: "female" }))).toEqual([
      "accepted",
      "/problems/invalid-event",
      "accepted",
    ]);
  });

  test("all of them in one batch are rejected one by one, and leave nothing behind", async () => {
    const good = facts({ birthDate: "1950-01-01", hukouDistrict: "310101" });
    const bad = badDays.map(([, make]) => make());
    expect(await statusesOf(...bad, good)).toEqual([
      ...bad.map(() => "/problems/invalid-event"),
      "accepted",
    ]);
    for (const { data } of bad) {
      if (!("subject" in data)) continue;
      expect(await explain(dev, data.subject, policy)).toMatchObject({
        verdict: "unknown",
        entitlements: [],
      });
    }
    // The next review of everybody still comes to rest.
    await dev.tick();
  });
});

describe("an open end", () => {
  test("may be written as the last day of the year 9999: what is valid until then never ends", async () => {
    const subject = resident("1950-01-01", 399);
    const [result] = await dev.department("public-security").send([
      {
        type: "facts.reported.v1",
        data: {
          subject,
          facts: {
            birthDate: "1950-01-01",
            hukouDistrict: { value: "310101", validUntil: "9999-12-31" },
          },
        },
      },
    ]);
    expect(result?.status).toBe("accepted");
    expect(await explain(dev, subject, policy)).toMatchObject({ verdict: "met" });
    expect(await explain(dev, subject, policy, "2199-12-31")).toMatchObject({ verdict: "met" });
    await dev.tick();
    expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
      { period: "2026-11", state: "awaiting-confirmation" },
    ]);
  });
});
