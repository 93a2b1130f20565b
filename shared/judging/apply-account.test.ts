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
import { aStoredSubject } from "#shared/testing/builders.ts";
import type { SubjectState } from "./subject-state.ts";

const november = "2026-11-20";
const offered = () => livedThrough(stateOf(senior), [november]);
const confirmed = async () => answered(await offered(), "confirmed", morningOf(november));

/** Decides when the account becomes another one, or when there was none before. */
function decideAfter(state: SubjectState, day: string, account: "added" | "changed") {
  const known = aStoredSubject({ accountSealed: account === "added" ? null : "old" });
  const stored = { ...known, accountSealed: "new", accountVersion: 1 };
  return decideOn({ ...state, contact: { stored } }, day, { accounts: [known, stored] });
}

const having = (state: SubjectState, set: Partial<SubjectState["entitlements"][number]>) => ({
  ...state,
  entitlements: state.entitlements.map((one) => ({ ...one, ...set })),
});

describe("an account that is added", () => {
  it("lets go on what was held for want of it", async () => {
    const held = having(await confirmed(), { heldBecause: "account-missing" });
    const { tasks, entitlements } = await decideAfter(held, "2026-11-21", "added");
    expect(tasks).toMatchObject([{ topic: "fulfil", kind: "instruct" }]);
    expect(entitlements).toEqual([]);
  });

  it("asks nobody again, and changes nothing that waits for an answer", async () => {
    const changes = await decideAfter(await offered(), "2026-11-21", "added");
    expect([changes.tasks, changes.confirmations, changes.entitlements]).toEqual([[], [], []]);
  });
});

describe("an account that changes", () => {
  it("after a confirmation ends it: the payment waits, and the person is asked again", async () => {
    const changes = await decideAfter(await confirmed(), "2026-11-21", "changed");
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
    const changes = await decideAfter(await offered(), "2026-11-21", "changed");
    expect([changes.tasks, changes.confirmations, changes.entitlements]).toEqual([[], [], []]);
  });

  it("leaves alone what is being paid, but the standing confirmation is asked for again", async () => {
    const paying = having(await confirmed(), { state: "fulfilling", instruction: "aax" });
    const changes = await decideAfter(paying, "2026-11-21", "changed");
    expect(changes.entitlements).toEqual([]);
    expect(changes.confirmations).toMatchObject([{ state: "open" }]);
  });

  it("does not ask again about a waiver", async () => {
    const waived = answered(await offered(), "waived", morningOf(november));
    const changes = await decideAfter(waived, "2026-11-21", "changed");
    expect([changes.tasks, changes.confirmations]).toEqual([[], []]);
  });

  it("leaves a direct benefit on its way: there was nothing to confirm", async () => {
    const company = await livedThrough(stateOf(firm, { kind: "organisation" }), [november]);
    const changes = await decideAfter(company, "2026-11-21", "changed");
    expect([changes.confirmations, changes.entitlements]).toEqual([[], []]);
  });
});

describe("two accounts at once, where there was none", () => {
  it("are an account that changes: the confirmation rests on neither", async () => {
    const rows = [null, "first", "second"].map((accountSealed, accountVersion) =>
      aStoredSubject({ accountSealed, accountVersion }),
    );
    const changes = await decideOn(await confirmed(), "2026-11-21", { accounts: rows });
    expect(changes.entitlements).toMatchObject([{ state: "awaiting-confirmation" }]);
    expect(changes.confirmations).toMatchObject([{ state: "open", accountVersion: 2 }]);
  });
});

describe("an account that another policy is paid to", () => {
  const paidTo = (account: string, premium: string | null, accountVersion: number) =>
    aStoredSubject({ accountSealed: account, premiumAccountSealed: premium, accountVersion });

  it("lets a confirmation stand, which from then on rests on the new version", async () => {
    const state = await confirmed();
    const confirmations = state.confirmations.map((one) => ({ ...one, accountVersion: 1 }));
    const stored = paidTo("same", "premiums", 2);
    const changes = await decideOn({ ...state, confirmations, contact: { stored } }, "2026-11-21", {
      accounts: [paidTo("same", null, 1), stored],
    });
    expect([changes.tasks, changes.entitlements]).toEqual([[], []]);
    expect(changes.confirmations).toMatchObject([{ state: "confirmed", accountVersion: 2 }]);
  });

  it("carries over no confirmation that rests on an account of before", async () => {
    const state = await confirmed();
    const confirmations = state.confirmations.map((one) => ({ ...one, accountVersion: 1 }));
    const stored = paidTo("same", "premiums", 3);
    const changes = await decideOn({ ...state, confirmations, contact: { stored } }, "2026-11-21", {
      accounts: [paidTo("same", null, 2), stored],
    });
    expect([changes.tasks, changes.confirmations]).toEqual([[], []]);
  });
});

describe("an account that a policy prefers", () => {
  const november2022 = "2022-11-20";
  const hardHit = {
    establishedOn: "2010-06-01",
    insuredIndustry: "catering",
    "insuredHeadcount@2020-12": 200,
    "insuredHeadcount@2021-12": 200,
    "insuredHeadcount@2022-10": 10,
    "naturalAttrition@2021": 0,
  } as const;
  const onPremiums = aStoredSubject({
    kind: "organisation",
    premiumAccountSealed: "premiums",
    accountVersion: 1,
  });

  it("and that is added after another was confirmed ends that confirmation", async () => {
    const company = {
      ...stateOf(hardHit, { kind: "organisation" }),
      contact: { stored: onPremiums },
    };
    const offer = await livedThrough(company, [november2022]);
    const state = answered(offer, "confirmed", morningOf(november2022));
    expect(state.entitlements).toMatchObject([{ state: "awaiting-fulfilment" }]);
    const stored = { ...onPremiums, accountSealed: "own", accountVersion: 2 };
    const changes = await decideOn({ ...state, contact: { stored } }, "2022-11-21", {
      accounts: [onPremiums, stored],
    });
    expect(changes.entitlements).toMatchObject([{ state: "awaiting-confirmation" }]);
    expect(changes.confirmations).toMatchObject([{ state: "open", accountVersion: 2 }]);
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
      const changes = await decideAfter(unknown, "2026-11-21", "changed");
      expect(changes.entitlements).toMatchObject([{ heldBecause: "facts-unknown" }]);
    },
  );
});

describe("a payment that was returned", () => {
  it("is asked about again when the account is another: money goes only where the person has seen it go", async () => {
    const returned = having(await confirmed(), { state: "payment-returned", instruction: "aax" });
    const changes = await decideAfter(returned, "2026-11-21", "changed");
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
      const changes = await decideAfter(returned, "2026-11-21", account);
      expect(changes.entitlements).toEqual([]);
      expect(changes.tasks.at(-1)).toMatchObject({ topic: "fulfil", kind: "instruct" });
      const again = await decideOn(after(returned, changes), "2026-11-22");
      expect(again.entitlements).toEqual([]);
    },
  );
});
