import {
  type Changes,
  confirmationKey,
  type Draft,
  entitlementKey,
} from "#shared/judging/changes.ts";

/** Two steps as one: of what both changed the later one is stored, and both are in the audit. */
export function together(first: Draft, then: Changes): Changes {
  const entitlements = new Map(
    [
      ...[...first.changedEntitlements].flatMap((key) => first.entitlements.get(key) ?? []),
      ...then.entitlements,
    ].map((one) => [entitlementKey(one.policy, one.period), one]),
  );
  const confirmations = new Map(
    [
      ...[...first.changedConfirmations].flatMap((key) => first.confirmations.get(key) ?? []),
      ...then.confirmations,
    ].map((one) => [confirmationKey(one.policy, one.commitment, one.scope), one]),
  );
  const adjustments = new Map(
    [
      ...[...first.changedAdjustments].flatMap((id) => first.adjustments.get(id) ?? []),
      ...then.adjustments,
    ].map((one) => [one.id, one]),
  );
  return {
    ...then,
    adjustments: [...adjustments.values()],
    entitlements: [...entitlements.values()],
    confirmations: [...confirmations.values()],
    entries: [...first.entries, ...then.entries],
    tasks: [...first.tasks, ...then.tasks],
  };
}
