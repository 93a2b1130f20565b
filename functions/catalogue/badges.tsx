import type { PolicyItem } from "#shared/contract/policies.schema.ts";
import { modeNames, subjectNames } from "./words.ts";

/** How a policy reaches whom, in a few words; a sample says so. */
export function Badges({
  item: { mode, subject, statusLabel, inForce },
}: {
  item: Pick<PolicyItem, "mode" | "subject" | "statusLabel" | "inForce">;
}) {
  return (
    <ul class="badges">
      <li>{modeNames[mode]}</li>
      <li>{subjectNames[subject]}</li>
      {statusLabel === undefined ? null : <li class="sample">{statusLabel}</li>}
      {inForce ? null : <li class="sample">目前不在有效期内</li>}
    </ul>
  );
}
