import { describe, expect, it } from "vitest";
import { confirmPath, waivePath } from "#shared/confirmations/decision-paths.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { now } from "#shared/testing/builders.ts";
import { anEntitlementInPublicity, stepsTo } from "#shared/testing/in-publicity.ts";
import { mayBePublic, publicNumber, publicNumbersOf, roundBegun, wasPublic } from "./round.ts";

const begun = "in-publicity";
const objected = "objection-under-review";

describe("a round of publicity", () => {
  it.each<[string, EntitlementState[], boolean]>([
    ["that is open", ["matched", begun], false],
    ["that is open while an objection is examined", ["matched", begun, objected], false],
    ["after which the money goes on", ["matched", begun, "awaiting-fulfilment"], true],
    [
      "whose objection was answered after its end",
      ["matched", begun, objected, "awaiting-fulfilment"],
      true,
    ],
    [
      "after which the account is asked for again",
      ["matched", begun, "awaiting-confirmation"],
      true,
    ],
    ["that was broken off by a waiver", ["matched", begun, "waived"], false],
    [
      "of a right that was ended and begins again",
      ["matched", begun, "awaiting-fulfilment", "terminated", "matched"],
      false,
    ],
    ["that never was", ["matched", "awaiting-fulfilment"], false],
  ])("%s: %j is over: %s", (_, states, isOver) => {
    expect(wasPublic(stepsTo(...states))).toBe(isOver);
  });

  it("does not begin anew after an objection: the window runs on", () => {
    const steps = stepsTo("matched", begun, objected, begun);
    expect(roundBegun({ steps })).toBe(steps[1]?.at);
    const waived = stepsTo("matched", begun, "waived", begun);
    expect(roundBegun({ steps: waived })).toBe(waived[3]?.at);
    expect(roundBegun({ steps: stepsTo("matched") })).toBeUndefined();
  });

  it("may be on the list until its end, objected to or not", () => {
    const at = (state: EntitlementState, ...states: EntitlementState[]) =>
      mayBePublic({ state, steps: stepsTo("matched", ...states, state) });
    expect(at(begun)).toBe(true);
    expect(at(objected, begun)).toBe(true);
    expect(at(objected, begun, "awaiting-fulfilment")).toBe(false);
    expect(at(objected, "awaiting-fulfilment")).toBe(false);
    expect(at("terminated", begun)).toBe(false);
  });

  it("has a number of its own", async () => {
    const numbers = await Promise.all([
      publicNumber("aaone", 1),
      publicNumber("aaone", 2),
      publicNumber("aatwo", 1),
    ]);
    expect(new Set(numbers).size).toBe(3);
    expect(await publicNumber("aaone", 1)).toBe(numbers[0]);
  });

  it("is found by its number only while it may stand on the list", async () => {
    const of = (id: string, ...states: EntitlementState[]) => ({
      id,
      state: states.at(-1) ?? begun,
      steps: stepsTo(...states),
    });
    const open = of("aaopen", "matched", begun);
    const numbers = await publicNumbersOf([
      open,
      of("aaover", "matched", begun, "awaiting-fulfilment"),
      of("aanever", "matched", "awaiting-fulfilment"),
    ]);
    const at = roundBegun(open) ?? Number.NaN;
    expect([...numbers]).toEqual([["aaopen", await publicNumber("aaopen", at)]]);
  });
});

describe("a decision about what is to be public", () => {
  const path = async (state: EntitlementState, ...states: EntitlementState[]) =>
    confirmPath(
      await anEntitlementInPublicity({ state, steps: stepsTo(...states, state) }),
      false,
      now,
    );

  it("leads through publicity once, whatever is confirmed again afterwards", async () => {
    expect(await path("awaiting-confirmation", "matched")).toEqual(["confirmed", begun]);
    expect(await path("waived", "matched", "awaiting-confirmation")).toEqual(["confirmed", begun]);
    expect(await path("waived", "matched", begun)).toEqual(["confirmed", begun]);
    expect(await path("awaiting-confirmation", "matched", begun)).toEqual([
      "confirmed",
      "awaiting-fulfilment",
    ]);
    expect(await path(begun, "matched", "confirmed")).toEqual([]);
  });

  it("may be a waiver until the payment is instructed, even while an objection is examined", async () => {
    for (const state of [begun, objected] as const)
      expect(waivePath(await anEntitlementInPublicity({ state }))).toEqual(["waived"]);
  });
});
