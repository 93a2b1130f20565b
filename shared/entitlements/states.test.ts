import { describe, expect, it } from "vitest";
import {
  type EntitlementState,
  isAllowed,
  stateNames,
  transitions,
  correctable,
} from "./states.ts";

/** The states of the contract, section 4. */
const ofTheContract = [
  "matched",
  "awaiting-confirmation",
  "confirmed",
  "waived",
  "lapsed",
  "in-publicity",
  "objection-under-review",
  "awaiting-fulfilment",
  "fulfilling",
  "fulfilled",
  "payment-returned",
  "suspended",
  "terminated",
  "recovering",
  "recovered",
  "redirected",
] as const satisfies readonly EntitlementState[];

describe("the table of transitions", () => {
  it("has every state of the contract and no other", () => {
    expect(Object.keys(transitions).toSorted()).toEqual([...ofTheContract].toSorted());
    expect(Object.keys(stateNames).toSorted()).toEqual([...ofTheContract].toSorted());
  });

  it("reaches every state from the birth of an entitlement", () => {
    const reached = new Set<EntitlementState>(["matched"]);
    for (const state of reached) for (const next of transitions[state]) reached.add(next);
    expect([...reached].toSorted()).toEqual([...ofTheContract].toSorted());
  });

  it("lets a corrected fact end whatever it may correct", () => {
    expect(correctable.filter((state) => !isAllowed(state, ["terminated"]))).toEqual([]);
  });

  it("leads to money only through awaiting fulfilment", () => {
    const before = ofTheContract.filter((state) =>
      (transitions[state] as readonly EntitlementState[]).includes("fulfilling"),
    );
    expect(before).toEqual(["awaiting-fulfilment"]);
  });

  it("never ends, waives or lapses what is being fulfilled", () => {
    for (const state of ["terminated", "waived", "lapsed", "redirected"] as const) {
      expect(isAllowed("fulfilling", [state])).toBe(false);
      expect(isAllowed("fulfilled", [state])).toBe(false);
    }
  });

  it("lets no corrected fact touch what is under way, paid or over", () => {
    for (const state of ["fulfilling", "fulfilled", "recovering", "terminated"] as const) {
      expect(correctable).not.toContain(state);
    }
  });
});

describe("a path", () => {
  it("is allowed when every step is in the table", () => {
    expect(isAllowed(undefined, ["matched", "confirmed", "awaiting-fulfilment"])).toBe(true);
    expect(isAllowed("lapsed", ["confirmed", "awaiting-fulfilment"])).toBe(true);
  });

  it("is refused for a single step that is not", () => {
    expect(isAllowed("lapsed", ["awaiting-fulfilment"])).toBe(false);
    expect(isAllowed("awaiting-confirmation", ["confirmed", "fulfilling"])).toBe(false);
    expect(isAllowed("recovered", ["matched"])).toBe(false);
  });

  it("begins with matched, and none begins again but after it was ended or left to another channel", () => {
    expect(isAllowed(undefined, ["awaiting-fulfilment"])).toBe(false);
    const reborn = ofTheContract.filter((state) => isAllowed(state, ["matched"]));
    expect(reborn).toEqual(["terminated", "redirected"]);
  });

  it("of no step is none", () => {
    expect(isAllowed("matched", [])).toBe(false);
  });
});
