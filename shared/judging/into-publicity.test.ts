import { describe, expect, it } from "vitest";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import {
  after,
  answered,
  circumstancesOn,
  firm,
  morningOf,
  senior,
  stateOf,
} from "#shared/testing/a-senior.ts";
import { decide } from "./decide.ts";
import type { SubjectState } from "./subject-state.ts";

const november = "2026-11-20";

/** A policy of the index as if its document demanded publicity. */
function publicised(id: string): Policy {
  const policy = policyById(id);
  if (policy === undefined) throw new Error(`there is no ${id}`);
  const publicity = { workingDays: 5, document: "示例文件", clause: "公示", names: "in-full" };
  return {
    ...policy,
    versions: policy.versions.map((version) => ({ ...version, publicity })),
  } as unknown as Policy;
}

const decideOnly = async (state: SubjectState, policy: Policy, day: string) =>
  decide(state, circumstancesOn(day), [policy]);

const kindsOf = ({ tasks }: { tasks: readonly { topic: string; kind: string }[] }) =>
  tasks.map(({ topic, kind }) => `${topic} ${kind}`);

describe("where the document demands publicity", () => {
  it("a direct benefit is announced and goes into publicity; nothing is instructed", async () => {
    const company = stateOf(firm, { kind: "organisation" });
    const changes = await decideOnly(company, publicised("job-retention-refund"), november);
    expect(changes.entries.map(({ path }) => path)).toEqual(["matched>in-publicity"]);
    expect(kindsOf(changes)).toEqual(["notify announcement", "sweep publicity"]);
    expect(changes.tasks.at(-1)).toMatchObject({ reference: "2026" });
  });

  it("a period that a standing confirmation covers goes into publicity as well", async () => {
    const policy = publicised("senior-comprehensive-allowance");
    const state = stateOf(senior);
    const offered = after(state, await decideOnly(state, policy, november));
    const confirmed = answered(offered, "confirmed", morningOf(november));
    const changes = await decideOnly(confirmed, policy, "2026-12-01");
    expect(changes.entries.map(({ path }) => path)).toEqual(["matched>confirmed>in-publicity"]);
    expect(kindsOf(changes)).toEqual(["sweep publicity"]);
  });

  it("facts that turn out wrong end it there", async () => {
    const policy = publicised("job-retention-refund");
    const company = stateOf(firm, { kind: "organisation" });
    const opened = after(company, await decideOnly(company, policy, november));
    const wrong = stateOf(
      { ...firm, "insuredHeadcount@2025-12": 100 },
      { kind: "organisation", subjectKey: company.profile.subjectKey },
    );
    const changes = await decideOnly(
      { ...opened, profile: { ...opened.profile, sources: wrong.profile.sources } },
      policy,
      november,
    );
    expect(changes.entitlements).toMatchObject([{ state: "terminated" }]);
  });
});

it("where no document demands it, nothing is public", async () => {
  const company = stateOf(firm, { kind: "organisation" });
  const policy = policyById("job-retention-refund");
  if (policy === undefined) throw new Error("the policy is gone");
  const changes = await decideOnly(company, policy, november);
  expect(changes.entries.map(({ path }) => path)).toEqual(["matched>awaiting-fulfilment"]);
});
