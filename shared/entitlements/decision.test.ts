import { describe, expect, it } from "vitest";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { fen } from "#shared/money/fen.ts";
import { recordOf, replay } from "#shared/rules/decision-record.ts";
import { readExample, type ExampleFacts } from "#shared/rules/example.ts";
import { judge } from "#shared/rules/judge.ts";
import { anEntitlement } from "#shared/testing/builders.ts";
import { allowance } from "#shared/testing/sample-policies.ts";
import { decisionOf, decisionRecordOf } from "./decision.ts";
import { fromStored, toStored } from "./stored-entitlement.ts";

const judgedOn = civilDate("2026-12-05");
const record = (facts: ExampleFacts) =>
  recordOf(allowance, judge(allowance, readExample(facts), judgedOn), judgedOn);
const old = { birthDate: "1961-03-01", hukouDistrict: "310101" } as const;
const columns = {
  policy: "allowance",
  period: "2026-12",
  ruleVersion: "2020",
  judgedOn,
  amountFen: fen(75_00),
};

describe("a decision that was stored with its entitlement", () => {
  it("is the whole record again, and is replayed to the same", () => {
    const before = record(old);
    const stored = toStored(anEntitlement({ ...columns, decision: decisionOf(before) }));
    const after = decisionRecordOf(fromStored(stored));
    expect(after).toEqual(before);
    expect(replay(allowance, after)).toMatchObject({ same: true, differences: [] });
    expect(stored.decision.length).toBeLessThan(700);
    // What the columns hold stands there alone.
    for (const column of ["amountFen", "2026-12", "judgedOn"])
      expect(stored.decision).not.toContain(column);
  });

  it("against it has no amount and no period, whatever its columns held before", () => {
    const before = record({ ...old, hukouDistrict: "elsewhere" });
    const decision = decisionOf(before);
    const after = decisionRecordOf(anEntitlement({ ...columns, state: "terminated", decision }));
    expect(after).toEqual(before);
    expect(replay(allowance, after).same).toBe(true);
  });

  it("does not fit its record any more when a column was changed", () => {
    const decision = decisionOf(record(old));
    const changed = anEntitlement({ ...columns, amountFen: fen(750_00), decision });
    expect(replay(allowance, decisionRecordOf(changed)).differences).toHaveLength(2);
  });

  it("with a reason and facts alone can still be read and replayed", () => {
    const { reason, facts } = record(old);
    const entitlement = anEntitlement({ ...columns, decision: { reason, facts } });
    const after = decisionRecordOf(fromStored(toStored(entitlement)));
    expect(after).toMatchObject({ version: "2020", verdict: "met", gaps: {}, relatives: [] });
    expect(replay(allowance, after)).toMatchObject({ same: true });
  });
});
