import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { StageChange } from "#shared/contract/proposals.schema.ts";
import { rowsOf } from "#shared/db/statement.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { insertStage } from "#shared/testing/all-live.ts";
import { aStoredMeasure, storeMeasures } from "#shared/testing/a-measure.ts";
import { aKey, now } from "#shared/testing/builders.ts";
import { allowance } from "#shared/testing/sample-policies.ts";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { firstBroken } from "#shared/stages/stage-entry.ts";
import { readStageHistory } from "#shared/stages/read-stage-history.ts";
import { readStages } from "#shared/stages/read-stages.ts";
import type { PolicyStage } from "#shared/stages/stage.ts";
import { decideProposal, findProposal } from "./decide-proposal.ts";
import { planStage } from "./plan-stage.ts";
import type { Proposal } from "./proposal.ts";
import { propose } from "./propose.ts";

let databases: Databases;
let city: D1Database;
beforeAll(async () => {
  databases = await startDatabases();
  city = databases.DB_CITY;
});
beforeEach(async () => databases.empty());
afterAll(async () => databases.dispose());

const keyring = aKey();
const later = (seconds: number): Date => new Date(now.getTime() + seconds * 1000);
const change = (stage: StageChange["stage"], more: Partial<StageChange> = {}): StageChange => ({
  policy: allowance.id,
  stage,
  reason: "办公会议定",
  expects: 0,
  ...more,
});

async function proposed(payload: StageChange): Promise<Proposal> {
  const id = await propose(city, keyring, { kind: "policy-stage", payload }, "one", now);
  const proposal = await findProposal(city, id);
  if (proposal === undefined) throw new Error("the proposal is gone");
  return proposal;
}

async function planned(payload: StageChange, policy: Policy = allowance) {
  const plan = await planStage(city, policy, payload, now);
  if (!plan.ok) throw new Error(`it was refused: ${plan.because}`);
  return plan;
}
const refused = async (payload: StageChange, policy: Policy = allowance) => {
  const plan = await planStage(city, policy, payload, now);
  return plan.ok ? "not refused" : plan;
};

async function approved(payload: StageChange, at = now): Promise<boolean> {
  return decideProposal(
    city,
    await proposed(payload),
    "approve",
    "two",
    at,
    await planned(payload),
  );
}

const enter = async (stage: Omit<PolicyStage, "number" | "reason" | "sinceAt">) =>
  insertStage(city, allowance.id, { reason: "", sinceAt: now.getTime(), ...stage });
const current = async () => (await readStages(city)).get(allowance.id);
const again = async () =>
  rowsOf<{ cause: string; reopen_from: string | null; rounds_left: number }>(
    await city
      .prepare("SELECT cause, reopen_from, rounds_left FROM re_evaluations WHERE policy = ?")
      .bind(allowance.id)
      .all(),
  );

/** Nothing of the sample policy was ever measured: only these pass by themselves. */
const excuses = [
  "evidence:hukouDistrict",
  "evidence:birthDate",
  "data:deathDate",
  "data:deathCertifiedOn",
  "data:crematedOn",
  "data:unknown",
].map((item) => ({ item, reason: "先在沙箱试行" }));
const sample = {
  ...allowance,
  versions: [{ ...allowance.versions[0], status: "sample" }],
} as Policy;

const good = { eligible: 50, entitled: 40, benefited: 40, settled: 40 };
const measured = async (more = {}) =>
  storeMeasures(
    city,
    [0, 1].map((shard) =>
      aStoredMeasure({ policy: allowance.id, shard, stage: 1, ...good, ...more }),
    ),
  );
const excusedLive = (more = {}) => change("live", { expects: 1, despite: excuses, ...more });

describe("a change of stage", () => {
  it("takes effect when another person approves it, with both in the chain", async () => {
    await enter({ stage: "ready" });
    const pilot = { districts: ["310104", "310101"] } as const;
    expect(
      await approved(
        change("pilot", { expects: 1, pilot: { ...pilot, districts: [...pilot.districts] } }),
      ),
    ).toBe(true);
    expect(await current()).toEqual({
      stage: "pilot",
      number: 2,
      pilot: { districts: ["310101", "310104"] },
      reason: "办公会议定",
      sinceAt: now.getTime(),
      earlier: [{ stage: "ready", sinceAt: now.getTime() }],
    });
    const history = (await readStageHistory(city)).get(allowance.id) ?? [];
    expect(history[1]).toMatchObject({ proposedBy: "one", decidedBy: "two", previous: "" });
    expect(await again()).toEqual([{ cause: "stage 2", reopen_from: null, rounds_left: 2 }]);
  });

  it("is refused to the one who proposed it", async () => {
    await enter({ stage: "ready" });
    const payload = change("listed", { expects: 1 });
    const plan = await planned(payload);
    expect(await decideProposal(city, await proposed(payload), "approve", "one", now, plan)).toBe(
      false,
    );
    expect(await current()).toMatchObject({ stage: "ready", number: 1 });
  });

  it("that expects another number is stale", async () => {
    await enter({ stage: "ready" });
    expect(await refused(change("listed", { expects: 0 }))).toMatchObject({
      because: "stale",
      number: 1,
    });
  });

  it("changes nothing where the policy has entered another stage since it was planned", async () => {
    await enter({ stage: "ready" });
    const payload = change("listed", { expects: 1 });
    const [plan, proposal] = [await planned(payload), await proposed(payload)];
    await enter({ stage: "pilot", pilot: { percent: 1 } });
    expect(await decideProposal(city, proposal, "approve", "two", now, plan)).toBe(false);
    expect(await findProposal(city, proposal.id)).toMatchObject({ state: "proposed" });
    expect(await current()).toMatchObject({ stage: "pilot", number: 2 });
  });

  it("of two that were planned from the same stage, one takes effect", async () => {
    await enter({ stage: "pilot", pilot: { percent: 1 } });
    const both = [change("retired", { expects: 1 }), change("paused", { expects: 1 })];
    const plans = await Promise.all(both.map(async (payload) => planned(payload)));
    const proposals = await Promise.all(both.map(proposed));
    const decided = await Promise.all(
      proposals.map(async (proposal, index) =>
        decideProposal(city, proposal, "approve", "two", now, plans[index]),
      ),
    );
    expect(decided.toSorted()).toEqual([false, true]);
    expect(await current()).toMatchObject({ number: 2 });
  });

  it("that was declined changes nothing", async () => {
    const proposal = await proposed(change("listed"));
    expect(await decideProposal(city, proposal, "decline", "two", now)).toBe(true);
    expect(await current()).toBeUndefined();
  });

  it("keeps the chain whole from stage to stage", async () => {
    expect(await approved(change("ready", { despite: excuses }))).toBe(true);
    expect(await approved(change("pilot", { expects: 1, pilot: { percent: 5 } }))).toBe(true);
    expect(await approved(change("paused", { expects: 2 }))).toBe(true);
    expect(await approved(change("retired", { expects: 3 }))).toBe(true);
    const history = (await readStageHistory(city)).get(allowance.id) ?? [];
    expect(history.map(({ stage }) => stage)).toEqual(["ready", "pilot", "paused", "retired"]);
    expect(await firstBroken(history)).toBeUndefined();
    // Only what opens something has anybody judged again.
    expect((await again()).map(({ cause }) => cause)).toEqual(["stage 2"]);
  });

  it("that the table does not allow is refused", async () => {
    expect(await refused(change("live"))).toMatchObject({ problem: "not-allowed" });
    await enter({ stage: "ready" });
    expect(await refused(change("live", { expects: 1 }))).toMatchObject({ problem: "not-allowed" });
    expect(await refused(change("pilot", { expects: 1 }))).toMatchObject({
      problem: "scope-missing",
    });
  });
});

describe("to become ready", () => {
  it("every item must pass, or have its reason", async () => {
    expect(await refused(change("ready"))).toMatchObject({
      because: "not-ready",
      items: excuses.map(({ item }) => expect.objectContaining({ id: item })),
    });
    expect(await refused(change("ready", { despite: excuses.slice(1) }))).toMatchObject({
      items: [expect.objectContaining({ id: "evidence:hukouDistrict" })],
    });
  });

  it("the reasons are kept with the stage, and no others", async () => {
    const needless = { item: "amount", reason: "没有必要" };
    await approved(change("ready", { despite: [...excuses, needless] }));
    const [entry] = (await readStageHistory(city)).get(allowance.id) ?? [];
    expect(JSON.parse(entry?.figures ?? "")).toEqual({
      despite: excuses,
      failing: excuses.map(({ item }) => ({ item, text: expect.any(String) })),
    });
  });

  it("a sample may be let through", async () => {
    const despite = ["amount", "document"].map((item) => ({ item, reason: "沙箱试行" }));
    expect(
      await planned(change("ready", { despite: [...excuses, ...despite] }), sample),
    ).toBeTruthy();
  });
});

describe("to go live", () => {
  beforeEach(async () => enter({ stage: "pilot", pilot: { percent: 5 } }));

  it("the figures must pass, and they are kept with the stage", async () => {
    await measured();
    expect(await approved(excusedLive())).toBe(true);
    const entry = (await readStageHistory(city)).get(allowance.id)?.at(-1);
    expect(entry).toMatchObject({ stage: "live", pilot: null });
    expect(JSON.parse(entry?.figures ?? "")).toMatchObject({
      gate: { passed: true, measuredOn: "2026-11-20" },
    });
  });

  it("is refused with each figure and its bound where one does not pass", async () => {
    await measured({ failed: 4, omitted: 1 });
    const plan = await planStage(city, allowance, excusedLive(), now);
    if (plan.ok || plan.because !== "gate") throw new Error("the gate let it through");
    expect(plan.gate.figures.filter(({ passed }) => !passed).map(({ text }) => text)).toEqual([
      "兑现失败的比例：8/80，不得高于2%",
      "应享未享、不应享而享的比例：2/82，不得高于0%",
    ]);
  });

  it("is refused where nothing was measured under this stage", async () => {
    expect(await refused(excusedLive())).toMatchObject({
      because: "gate",
      gate: { measuredOn: undefined },
    });
  });

  it("is refused to a sample, whatever the reason", async () => {
    await measured();
    const despite = ["amount", "document"].map((item) => ({ item, reason: "沙箱试行" }));
    expect(await refused(excusedLive({ despite: [...excuses, ...despite] }), sample)).toMatchObject(
      { because: "not-ready", items: [expect.objectContaining({ id: "amount" })] },
    );
  });
});

describe("a pause", () => {
  it("of a pilot ends with the scope that it had, and its days are made up for", async () => {
    await enter({ stage: "pilot", pilot: { percent: 5 } });
    await approved(change("paused", { expects: 1 }), later(-3 * 86_400));
    expect(await current()).toMatchObject({ stage: "paused", pilot: { percent: 5 } });
    expect(await refused(change("live", { expects: 2 }))).toMatchObject({
      problem: "not-what-it-was",
    });
    await approved(change("pilot", { expects: 2 }));
    expect(await current()).toMatchObject({ stage: "pilot", pilot: { percent: 5 }, number: 3 });
    expect(await again()).toEqual([
      { cause: "stage 3", reopen_from: "2026-11-17", rounds_left: 2 },
    ]);
  });

  it("of a live policy ends without a gate", async () => {
    await enter({ stage: "live" });
    await approved(change("paused", { expects: 1 }));
    expect(await approved(change("live", { expects: 2 }))).toBe(true);
  });
});
