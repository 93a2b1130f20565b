import { afterAll, beforeAll, expect, test } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type Content, type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, resident } from "#shared/testing/people.ts";
import { seeded, shuffled } from "#shared/testing/seeded.ts";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await dev.tick();
});
afterAll(async () => dev.close());

const firms = 125;
const elders = 125;

function firm(number: number): { kind: "organisation"; idType: "uscc"; id: string } {
  return { kind: "organisation", idType: "uscc", id: `91319900${String(1000 + number)}0000AA` };
}

function elder(number: number) {
  return resident(`${1935 + (number % 20)}-0${1 + (number % 9)}-11`, number + 300);
}

/** 1,000 events of two departments; eligibility follows from the number. */
function events(): Map<
  "human-resources" | "tax" | "economy-informatisation" | "public-security",
  Content[]
> {
  const facts = (
    subject: SubjectReference,
    values: Record<string, string | number>,
    id: string,
  ): Content => ({
    type: "facts.reported.v1",
    id,
    time: "2026-11-16T01:00:00Z",
    data: { subject, facts: values },
  });
  const all = {
    "human-resources": [] as Content[],
    tax: [] as Content[],
    "economy-informatisation": [] as Content[],
    "public-security": [] as Content[],
  };
  for (let number = 0; number < firms; number += 1) {
    const left = number % 3 === 0 ? 150 : 195;
    all["human-resources"].push(
      facts(
        firm(number),
        { "insuredHeadcount@2024-12": 200, "insuredHeadcount@2025-12": left },
        `h${number}`,
      ),
      facts(firm(number), { "naturalAttrition@2025": 0 }, `a${number}`),
      facts(firm(number), { "unemploymentPremiumPaidFen@2025": 100_000 + number }, `p${number}`),
    );
    all["economy-informatisation"].push(facts(firm(number), { sizeClass: "large" }, `s${number}`));
    all.tax.push({
      type: "contact.reported.v1",
      id: `c${number}`,
      time: "2026-11-16T01:00:00Z",
      data: {
        subject: firm(number),
        account: {
          bank: "上海银行",
          number: `62220000${String(number).padStart(8, "0")}`,
          holder: `企业${number}`,
        },
      },
    });
  }
  for (let number = 0; number < elders; number += 1) {
    const hukouDistrict = number % 5 === 0 ? "elsewhere" : "310104";
    const birth = `${1935 + (number % 20)}-0${1 + (number % 9)}-11`;
    all["public-security"].push(
      facts(elder(number), { birthDate: birth }, `b${number}`),
      facts(elder(number), { sex: "female" }, `x${number}`),
      facts(elder(number), { hukouDistrict }, `d${number}`),
    );
  }
  return new Map(Object.entries(all)) as ReturnType<typeof events>;
}

test("1,000 events three times each, in random order, with lost replies: exactly what is due, exactly once", async () => {
  const random = seeded(20_260_316);
  await dev.faults({ gateway: { loseReply: 0.05 }, payer: { loseReply: 0.05, fail: 0.02 } });
  const batches: { department: Parameters<Dev["department"]>[0]; events: Content[] }[] = [];
  let total = 0;
  for (const [department, list] of events()) {
    total += list.length;
    const repeated = shuffled([...list, ...list, ...list], random);
    while (repeated.length > 0)
      batches.push({ department, events: repeated.splice(0, 1 + Math.floor(random() * 120)) });
  }
  expect(total).toBe(1000);
  const order = shuffled(batches, random);
  const statuses = new Map<string, number>();
  // Six senders at a time, as departments are independent of each other.
  const senders = Array.from({ length: 6 }, async () => {
    for (let batch = order.pop(); batch !== undefined; batch = order.pop()) {
      for (const { status } of await dev.department(batch.department).send(batch.events)) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
      }
    }
  });
  await Promise.all(senders);
  expect(statuses.get("rejected")).toBeUndefined();
  expect([...statuses.values()].reduce((sum, one) => sum + one, 0)).toBe(3000);
  expect(statuses.get("accepted")).toBe(1000);

  for (let round = 0; round < 6; round += 1) {
    // What the faults delayed comes with the next rounds, minutes later.
    await dev.tick();
    await dev.clock(new Date((await dev.clock()).getTime() + 6 * 60_000).toISOString());
  }
  await dev.faults({});
  await dev.tick();

  const eligibleFirms = Array.from({ length: firms }, (_, number) => number).filter(
    (number) => number % 3 !== 0,
  );
  const instructions = await dev.instructions();
  // 30% of the premiums for a large firm, rounded half up.
  const expected = eligibleFirms
    .map((number) => Math.floor((100_000 + number) * 0.3 + 0.5))
    .toSorted((a, b) => a - b);
  expect(instructions.map(({ amountFen }) => amountFen ?? 0).toSorted((a, b) => a - b)).toEqual(
    expected,
  );
  expect(new Set(instructions.map(({ endToEndId }) => endToEndId)).size).toBe(eligibleFirms.length);
  expect(instructions.some(({ received }) => received > 1)).toBe(true);

  const eligibleElders = elders - Math.ceil(elders / 5);
  const offers = (await dev.messages()).filter(({ template }) => template === "offer.v1");
  expect(offers).toHaveLength(eligibleElders);
  const counted = await Promise.all(
    (["DB_0", "DB_1"] as const).map(async (binding) =>
      (await dev.database(binding))
        .prepare("SELECT policy, state, count(*) AS n FROM entitlements GROUP BY 1, 2")
        .all<{ policy: string; state: string; n: number }>(),
    ),
  );
  const totals = new Map<string, number>();
  for (const { policy, state, n } of counted.flatMap(({ results }) => results)) {
    totals.set(`${policy} ${state}`, (totals.get(`${policy} ${state}`) ?? 0) + n);
  }
  expect(Object.fromEntries(totals)).toEqual({
    "job-retention-refund fulfilling": eligibleFirms.length,
    "senior-comprehensive-allowance awaiting-confirmation": eligibleElders,
  });
});

test("20 writers on one subject at once: no fact is lost and no decision rests on stale facts", async () => {
  const subject = resident("1944-04-04", 990);
  const police = dev.department("public-security");
  await police.send([
    { type: "facts.reported.v1", data: { subject, facts: { birthDate: "1944-04-04" } } },
  ]);
  const start = (await dev.clock()).getTime();
  const districts = ["310101", "310104", "310105", "310106", "elsewhere"];
  const writes = Array.from({ length: 20 }, (_, index) => ({
    type: "facts.reported.v1" as const,
    time: new Date(start - 100_000 + index * 1000).toISOString(),
    data: {
      subject,
      facts: {
        hukouDistrict: {
          value: districts[index % 5] ?? "",
          validFrom: `2020-01-${String(index + 1).padStart(2, "0")}`,
        },
      },
    },
  }));
  const results = await Promise.all(
    shuffled(writes, seeded(7)).map(async (write) => police.send([write])),
  );
  expect(results.flat().every(({ status }) => status === "accepted" || status === "stale")).toBe(
    true,
  );
  const stored = await Promise.all(
    (["DB_0", "DB_1"] as const).map(async (binding) =>
      (await dev.database(binding))
        .prepare(
          "SELECT json_array_length(json(sources), '$.hukouDistrict') AS n, facts ->> '$.hukouDistrict' AS value, version FROM profiles WHERE json_extract(sources, '$.birthDate[0].reports[0][0]') = '1944-04-04' AND json_array_length(json(sources), '$.hukouDistrict') > 1",
        )
        .all<{ n: number; value: string; version: number }>(),
    ),
  );
  // The last of the twenty, by its first day, says elsewhere.
  expect(stored.flatMap((one) => one.results)).toEqual([
    { n: 20, value: "elsewhere", version: 21 },
  ]);
  const verdict = await explain(dev, subject, "senior-comprehensive-allowance");
  expect(verdict.verdict).toBe("unmet");
  expect(verdict.entitlements.every(({ state }) => state === "terminated")).toBe(true);
});
