import { versionOn } from "#shared/rules/versions.ts";
import { dataItems, evidenceItems } from "./check-data.ts";
import { documentItem } from "./check-document.ts";
import { adverseEffectsItem, amountItem, beneficiariesItem, groundItem } from "./check-rule.ts";
import type { ReadinessBasis, ReadinessItem } from "./readiness-item.ts";

/** Works out the checklist of a policy, as its version of today stands. Pure. */
export function checkReadiness(basis: ReadinessBasis): readonly ReadinessItem[] {
  const { policy, today } = basis;
  const version = versionOn(policy, today);
  const document = documentItem(policy, version, today);
  if (version === undefined) return [document];
  return [
    beneficiariesItem(policy, version),
    ...evidenceItems(basis, version),
    amountItem(policy, version, today),
    document,
    ...dataItems(basis, version),
    groundItem(policy, version),
    adverseEffectsItem(policy, version),
  ];
}
