import { describe, expect, test } from "vitest";
import { hashOf } from "#shared/audit/entry.ts";
import { entitlementStates } from "#shared/db/enumerations.ts";
import { entitlementId } from "#shared/entitlements/entitlement-id.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { isGivenTwice } from "#shared/entitlements/period-of-relative.ts";
import { type EntitlementState, transitions } from "#shared/entitlements/states.ts";
import { draftOf } from "#shared/judging/changes.ts";
import { anEntitlement, aState, aSubjectKey, now } from "#shared/testing/builders.ts";
import { mergeEntitlements } from "./merge-entitlements.ts";

const given: ReadonlySet<EntitlementState> = new Set([
  "fulfilling",
  "fulfilled",
  "recovering",
  "recovered",
  "redirected",
] as const);

/** The shortest way from "matched" to a state. */
function wayTo(state: EntitlementState): EntitlementState[] {
  const ways: EntitlementState[][] = [["matched"]];
  for (const way of ways) {
    const last = way.at(-1) ?? "matched";
    if (last === state) return way;
    for (const next of transitions[last]) if (!way.includes(next)) ways.push([...way, next]);
  }
  throw new Error(`nothing leads to ${state}`);
}

function entitlementIn(state: EntitlementState, more: Partial<Entitlement>): Entitlement {
  const way = wayTo(state);
  return anEntitlement({
    state,
    version: way.length,
    steps: way.map((step, at) => ({ state: step, at })),
    instruction: given.has(state) && state !== "redirected" ? `aa${state}` : null,
    auditHead: "head",
    ...more,
  });
}

const intoKey = aSubjectKey(0);
const fromKey = aSubjectKey(1);

async function merged(own: readonly Entitlement[], left: readonly Entitlement[]) {
  const draft = draftOf(aState({ entitlements: own }), now, "department:public-security");
  const { twice } = await mergeEntitlements(draft, intoKey, left, "abcdefghijkl");
  return { draft, twice, all: [...draft.entitlements.values()] };
}

describe("a right that only the one had who left", () => {
  test.each(entitlementStates)(
    "goes on as %s, its steps with their days, chained anew",
    async (state) => {
      const left = entitlementIn(state, { subjectKey: fromKey });
      const { all, draft, twice } = await merged([], [left]);
      expect(twice).toEqual([]);
      expect(all).toMatchObject([
        {
          subjectKey: intoKey,
          id: await entitlementId(intoKey, left.policy, left.period),
          state,
          version: 1,
          steps: left.steps,
          instruction: left.instruction,
        },
      ]);
      const [entry] = draft.entries;
      if (entry === undefined) throw new Error("no entry was written");
      expect(entry).toMatchObject({ event: `joined-from ${left.id}`, previous: "", number: 1 });
      expect(all[0]?.auditHead).toBe(await hashOf(entry));
    },
  );
});

describe("of two rights for the same period", () => {
  const pairs = entitlementStates.flatMap((own) =>
    entitlementStates.map((left): [EntitlementState, EntitlementState] => [own, left]),
  );

  test.each(pairs)("one stands: %s here, %s there", async (ownState, leftState) => {
    const own = entitlementIn(ownState, { subjectKey: intoKey });
    const left = entitlementIn(leftState, { subjectKey: fromKey });
    const { all, twice } = await merged([own], [left]);
    const [first, ...second] = all;
    expect(isGivenTwice(first?.period ?? "")).toBe(false);
    const both = given.has(ownState) && given.has(leftState);
    // What was given stays on record, under either number; nothing else can be given besides.
    expect(second.map(({ state, period }) => [state, isGivenTwice(period)])).toEqual(
      both ? [[leftState, true]] : [],
    );
    expect(twice.length).toBe(both ? 1 : 0);
    const goesOn = given.has(leftState) && !given.has(ownState);
    const { state, instruction } = goesOn ? left : (first ?? own);
    expect([first?.state, first?.instruction]).toEqual([state, instruction]);
    const isUntouched = first === own;
    expect([first?.version, given.has(ownState) && !isUntouched]).toEqual([
      isUntouched ? own.version : own.version + 1,
      false,
    ]);
  });

  test("the one that goes on takes no number of an attempt that the own one had", async () => {
    const own = entitlementIn("awaiting-fulfilment", { attempts: 2, instruction: "aaold" });
    const left = entitlementIn("payment-returned", { attempts: 0, instruction: "abnew" });
    const { all } = await merged([own], [left]);
    expect(all).toMatchObject([{ state: "payment-returned", attempts: 3, instruction: "abnew" }]);
  });
});
