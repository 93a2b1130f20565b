import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { FactValue } from "#shared/facts/dictionary.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type Dev, startDev } from "#shared/testing/dev-harness.ts";
import { explain } from "#shared/testing/people.ts";
import { creditCode } from "./sandbox/city/numbers.ts";

let dev: Dev;
beforeAll(async () => {
  dev = await startDev();
  await dev.clock("2025-11-17T02:00:00Z");
  for (const policy of ["six-taxes-two-fees-reduction", "small-union-dues-refund"])
    await dev.stage(policy, "live");
  await dev.tick();
});
afterAll(async () => dev.close());

/** Nobody has authorised or released anything: the amounts are taken off a bill or given back on one. */
const relief = [
  {
    policy: "six-taxes-two-fees-reduction",
    kind: "reduction",
    department: "tax",
    facts: { vatTaxpayerKind: "small-scale", "sixTaxesTwoFeesDueFen@2025-10": 1_000_00 },
    amountFen: 500_00,
    period: "2025-11",
  },
  {
    policy: "small-union-dues-refund",
    kind: "refund",
    department: "trade-union",
    facts: {
      hasTradeUnion: true,
      "unionDuesOwedFen@2024": 800_00,
      "unionDuesPaidOnTimeFen@2024": 800_00,
    },
    amountFen: 800_00,
    period: "2025",
  },
] as const satisfies readonly {
  policy: string;
  kind: string;
  department: DepartmentId;
  facts: Record<string, FactValue>;
  amountFen: number;
  period: string;
}[];

describe("relief that no account receives", () => {
  test.each(relief)(
    "$policy tells its department the amount, needs no release, and is settled by its report",
    async ({ policy, kind, department, facts, amountFen, period }) => {
      const id = creditCode("91", 3000 + amountFen);
      const subject: SubjectReference = { kind: "organisation", idType: "uscc", id };
      await dev
        .department(department)
        .send([{ type: "facts.reported.v1", data: { subject, facts } }]);
      await dev.tick();
      const told = (await dev.instructions()).filter((one) => one.policy === policy);
      expect(told).toMatchObject([
        { kind, department, amountFen, periods: [period], remark: "", received: 1 },
      ]);
      expect(told[0]).not.toHaveProperty("payee");
      expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
        { period, state: "fulfilling", amountFen },
      ]);
      await dev.report(told[0]?.endToEndId ?? "", "paid");
      await dev.tick();
      expect((await explain(dev, subject, policy)).entitlements).toMatchObject([
        { period, state: "fulfilled", amountFen },
      ]);
    },
  );
});
