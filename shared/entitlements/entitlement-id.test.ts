import { expect, it } from "vitest";
import { entitlementId } from "./entitlement-id.ts";

it("an entitlement's id is derived from subject, policy and period, and begins with the bucket", async () => {
  const id = await entitlementId("qxsubject", "park-admission", "once");
  expect(id).toMatch(/^qx[a-z2-7]{26}$/);
  expect(await entitlementId("qxsubject", "park-admission", "once")).toBe(id);
  const others = await Promise.all([
    entitlementId("qxsubject2", "park-admission", "once"),
    entitlementId("qxsubject", "park-admission2", "once"),
    entitlementId("qxsubject", "park-admission", "2026"),
  ]);
  expect(new Set([id, ...others]).size).toBe(4);
});
