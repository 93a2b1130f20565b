import { describe, expect, it } from "vitest";
import {
  after,
  answered,
  decideOn,
  firm,
  livedThrough,
  morningOf,
  senior,
  stateOf,
  withFacts,
} from "#shared/testing/a-senior.ts";
import type { SubjectState } from "./subject-state.ts";

const november = "2026-11-20";
const offered = () => livedThrough(stateOf(senior), [november]);
const confirmed = async () => answered(await offered(), "confirmed", morningOf(november));

const having = (state: SubjectState, set: Partial<SubjectState["entitlements"][number]>) => ({
  ...state,
  entitlements: state.entitlements.map((one) => ({ ...one, ...set })),
});

describe("an account that is added", () => {
  it("lets go on what was held for want of it", async () => {
    const held = having(await confirmed(), { heldBecause: "account-missing" });
    const { tasks, entitlements } = await decideOn(held, "2026-11-21", { account: "added" });
    expect(tasks).toMatchObject([{ topic: "fulfil", kind: "instruct" }]);
    expect(entitlements).toEqual([]);
  });

  it("asks nobody again, and changes nothing that waits for an answer", async () => {
    const changes = await decideOn(await offered(), "2026-11-21", { account: "added" });
    expect([changes.tasks, changes.confirmations, changes.entitlements]).toEqual([[], [], []]);
  });
});

describe("an account that changes", () => {
  it("after a confirmation ends it: the payment waits, and the person is asked again", async () => {
    const changes = await decideOn(await confirmed(), "2026-11-21", { account: "changed" });
    expect(changes.entitlements).toMatchObject([{ state: "awaiting-confirmation" }]);
    expect(changes.entries).toMatchObject([{ event: "account-changed" }]);
    expect(changes.confirmations).toMatchObject([
      { state: "open", generation: 2, decidedAt: null, decidedBy: null, receipt: null },
    ]);
    // The last moment of the thirtieth day in Shanghai.
    expect(changes.confirmations[0]?.deadlineAt).toBe(Date.parse("2026-12-21T15:59:59.999Z"));
    expect(changes.tasks).toMatchObject([{ topic: "notify", kind: "offer" }]);
  });

  it("before anything was decided asks for nothing", async () => {
    const changes = await decideOn(await offered(), "2026-11-21", { account: "changed" });
    expect([changes.tasks, changes.confirmations, changes.entitlements]).toEqual([[], [], []]);
  });

  it("leaves alone what is being paid, but the standing confirmation is asked for again", async () => {
    const paying = having(await confirmed(), { state: "fulfilling", instruction: "aax" });
    const changes = await decideOn(paying, "2026-11-21", { account: "changed" });
    expect(changes.entitlements).toEqual([]);
    expect(changes.confirmations).toMatchObject([{ state: "open" }]);
  });

  it("does not ask again about a waiver", async () => {
    const waived = answered(await offered(), "waived", morningOf(november));
    const changes = await decideOn(waived, "2026-11-21", { account: "changed" });
    expect([changes.tasks, changes.confirmations]).toEqual([[], []]);
  });

  it("leaves a direct benefit on its way: there was nothing to confirm", async () => {
    const company = await livedThrough(stateOf(firm, { kind: "organisation" }), [november]);
    const changes = await decideOn(company, "2026-11-21", { account: "changed" });
    expect([changes.confirmations, changes.entitlements]).toEqual([[], []]);
  });
});

describe("what is held because the facts are in doubt", () => {
  it.each(["awaiting-fulfilment", "payment-returned"] as const)(
    "stays so when the account changes while it is %s",
    async (state) => {
      const known = await confirmed();
      const unknown = withFacts(having(known, { state, instruction: null }), {
        birthDate: senior.birthDate,
      });
      const changes = await decideOn(unknown, "2026-11-21", { account: "changed" });
      expect(changes.entitlements).toMatchObject([{ heldBecause: "facts-unknown" }]);
    },
  );
});

describe("a payment that was returned", () => {
  it("is asked about again when the account is another: money goes only where the person has seen it go", async () => {
    const returned = having(await confirmed(), { state: "payment-returned", instruction: "aax" });
    const changes = await decideOn(returned, "2026-11-21", { account: "changed" });
    expect(changes.confirmations).toMatchObject([{ state: "open", generation: 2 }]);
    expect(changes.tasks).toMatchObject([{ kind: "offer" }, { kind: "instruct" }]);
  });

  it.each(["added", "changed"] as const)(
    "is looked at again when the account is %s; whether it goes out again is decided there",
    async (account) => {
      const returned = having(await confirmed(), {
        state: "payment-returned",
        instruction: "aaold",
        attempts: 0,
      });
      const changes = await decideOn(returned, "2026-11-21", { account });
      expect(changes.entitlements).toEqual([]);
      expect(changes.tasks.at(-1)).toMatchObject({ topic: "fulfil", kind: "instruct" });
      const again = await decideOn(after(returned, changes), "2026-11-22");
      expect(again.entitlements).toEqual([]);
    },
  );
});
