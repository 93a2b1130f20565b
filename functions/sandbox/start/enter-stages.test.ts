import { afterAll, beforeAll, expect, test } from "vitest";
import { policyLifeSchema, policyStandingsSchema } from "#shared/contract/policy-life.schema.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { reportContact, reportPerson, resident } from "#shared/testing/people.ts";
import { enterStages } from "./enter-stages.command.ts";
import { measurePolicies } from "./measure-policies.command.ts";
import { authorised, okJson } from "./outside.command.ts";
import { reportPayments } from "./report-payments.command.ts";

const gift = "pudong-ninetieth-birthday-gift";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  // Before one in the morning in Shanghai nothing is measured by itself.
  await dev.clock("2026-11-15T16:10:00Z");
  await dev.tick();
  for (const number of [1, 2]) {
    const elder = resident("1936-05-05", number);
    await reportContact(dev, elder, `000${number}`);
    await reportPerson(dev, elder, { birthDate: "1936-05-05", hukouDistrict: "310115" });
  }
  await dev.tick();
});
afterAll(async () => dev.close());

const read = async (path: string) =>
  okJson(await dev.fetch(path, authorised(await dev.staff("coordinator"))));
const standings = async () => policyStandingsSchema.parse(await read("/v1/console/policies")).items;
const lifeOf = async (policy: string) =>
  policyLifeSchema.parse(await read(`/v1/console/policies/${policy}`));

test("nine policies leave the list, six of them into pilots of different scope", async () => {
  await enterStages(dev.fetch);
  const entered = (await standings()).filter(
    ({ stage, stageNumber }) => stageNumber > 0 && stage !== "live",
  );
  expect(Object.fromEntries(entered.map(({ id, stage, pilot }) => [id, pilot ?? stage]))).toEqual({
    "graduate-job-seeking-allowance": "ready",
    "old-age-family-planning-reward": "ready",
    "small-union-dues-refund": "ready",
    "student-park-admission": { percent: 100 },
    "priority-admission": { percent: 100 },
    "disabled-parking": { percent: 100 },
    "six-taxes-two-fees-reduction": { districts: ["310112", "310114"] },
    "small-scale-vat-relief": { percent: 20 },
    [gift]: { districts: ["310115"] },
  });
});

test("each by two persons of the lead department, with the reason for every item that does not pass", async () => {
  const { history, checklist } = await lifeOf(gift);
  expect(history.map(({ stage }) => stage)).toEqual(["ready", "pilot"]);
  for (const { proposedBy, decidedBy } of history) expect(proposedBy).not.toBe(decidedBy);
  const failing = checklist.filter(({ ok }) => !ok).map(({ id }) => id);
  expect(failing).toContain("amount");
  expect(history[0]?.figures["despite"]).toEqual(
    failing.map((item) => ({ item, reason: expect.stringContaining("样例") })),
  );
});

test("whoever starts again changes nothing", async () => {
  await enterStages(dev.fetch);
  expect((await lifeOf(gift)).stageNumber).toBe(2);
});

test("what the pilot pays, the payers report as done but for one in ten, and it is measured", async () => {
  await dev.tick();
  expect(await dev.instructions()).toHaveLength(2);
  await reportPayments(dev.fetch);
  await reportPayments(dev.fetch);
  expect((await dev.instructions()).map(({ reported }) => reported)).toEqual([undefined, "paid"]);
  await measurePolicies(dev.fetch);
  await dev.tick();
  const measured = (await standings()).flatMap(({ measured: of, id }) =>
    of === undefined ? [] : [[id, of] as const],
  );
  expect(measured).toHaveLength((await standings()).length);
  expect(new Map(measured).get(gift)).toMatchObject({ eligible: 2, entitled: 2, benefited: 1 });
});
