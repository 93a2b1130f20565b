import type { Entitlement, Step } from "#shared/entitlements/entitlement.ts";
import type { EntitlementState } from "#shared/entitlements/states.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Version } from "#shared/rules/policy.ts";
import { versionById } from "#shared/rules/versions.ts";
import { digestText } from "#shared/sealing/digest.ts";

/** States in which an entry may be public: whoever objects, the list does not show it. */
const publicStates: ReadonlySet<EntitlementState> = new Set([
  "in-publicity",
  "objection-under-review",
] as const);

/**
 * The instant at which the last round of publicity began; undefined where there was none. Coming back from an objection
 * begins no new one: the window runs on while an objection is examined, or one that is unfounded would put payment off.
 */
export function roundBegun({ steps }: Pick<Entitlement, "steps">): number | undefined {
  const begun = steps.findLast(
    ({ state }, place) =>
      state === "in-publicity" && steps[place - 1]?.state !== "objection-under-review",
  );
  return begun?.at;
}

/** Whether an entitlement's last round of publicity, since it was matched, came to its end. */
export function wasPublic(steps: readonly Step[]): boolean {
  const matched = steps.findLastIndex(({ state }) => state === "matched");
  const opened = steps.findLastIndex(({ state }) => state === "in-publicity");
  if (opened <= matched) return false;
  const next = steps.slice(opened + 1).find(({ state }) => state !== "objection-under-review");
  return next?.state === "awaiting-fulfilment" || next?.state === "awaiting-confirmation";
}

/** The state that follows once nothing is left to confirm: publicity, where the document demands it, comes once. */
export function towardsFulfilment(
  version: Version | undefined,
  steps: readonly Step[],
): "in-publicity" | "awaiting-fulfilment" {
  return version?.publicity === undefined || wasPublic(steps)
    ? "awaiting-fulfilment"
    : "in-publicity";
}

/** Whether an entry of it may stand on the list, as long as its window is open. */
export function mayBePublic({ state, steps }: Pick<Entitlement, "state" | "steps">): boolean {
  if (!publicStates.has(state) || roundBegun({ steps }) === undefined) return false;
  return state === "in-publicity" || !wasPublic(steps);
}

/** The public number 公示编号 of a round: two characters of the bucket and twelve that tell nothing. */
export async function publicNumber(entitlementId: string, begunAt: number): Promise<string> {
  const digest = await digestText(`publicity ${entitlementId} ${begunAt}`);
  return entitlementId.slice(0, 2) + digest.slice(0, 12);
}

/** The version under which an entitlement was decided, as the code has it today. */
export function versionUnder({
  policy,
  ruleVersion,
}: Pick<Entitlement, "policy" | "ruleVersion">): Version | undefined {
  const found = policyById(policy);
  return found === undefined ? undefined : versionById(found, ruleVersion);
}

/** Under which number each of these stands on a public list, by its id; those that stand on none are left out. */
export async function publicNumbersOf(
  entitlements: readonly Pick<Entitlement, "id" | "state" | "steps">[],
): Promise<Map<string, string>> {
  const numbered = entitlements.map(async (one): Promise<[string, string][]> => {
    const begunAt = roundBegun(one);
    if (begunAt === undefined || !mayBePublic(one)) return [];
    return [[one.id, await publicNumber(one.id, begunAt)]];
  });
  return new Map((await Promise.all(numbered)).flat());
}
