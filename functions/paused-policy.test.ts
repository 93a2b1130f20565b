import * as z from "zod";
import { afterAll, beforeAll, expect, test } from "vitest";
import { schemas } from "#shared/contract/routes.ts";
import { decide, openOffer } from "#shared/testing/browserless.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain, reportContact, reportPerson, resident } from "#shared/testing/people.ts";

const policy = "senior-comprehensive-allowance";
const subject = resident("1950-05-05", 611);

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2026-11-16T02:00:00Z");
  await reportContact(dev, subject, "0611");
  await reportPerson(dev, subject, { birthDate: "1950-05-05", hukouDistrict: "310101" });
  await dev.tick();
});
afterAll(async () => dev.close());

/** Proposed by one of the lead department, approved by another. */
async function change(stage: string, expects: number): Promise<void> {
  const payload = { policy, stage, expects, reason: "核对数据" };
  const proposed = await dev.post(
    "/v1/console/proposals",
    { kind: "policy-stage", payload },
    await dev.staff("policy-officer", "civil-affairs"),
  );
  const { id } = z.parse(schemas.Proposal, await proposed.json());
  const approved = await dev.post(
    `/v1/console/proposals/${id}/decision`,
    { decision: "approve" },
    await dev.staff("approver", "civil-affairs"),
  );
  if (!approved.ok) throw new Error(await approved.text());
}

test("what two persons have paused is held, and goes on at once when two persons end the pause", async () => {
  await change("paused", 1);
  const [message] = await dev.messages();
  await decide(dev, await openOffer(dev, message?.link ?? ""), "confirm");
  await dev.tick();
  expect(await dev.instructions()).toEqual([]);
  expect(await explain(dev, subject, policy)).toMatchObject({
    stage: "paused",
    entitlements: [{ state: "awaiting-fulfilment", heldBecause: expect.any(String) }],
  });
  await change("live", 2);
  await dev.tick();
  expect(await dev.instructions()).toHaveLength(1);
});
