import type { PolicyItem } from "#shared/contract/policies.schema.ts";
import { isOpen } from "./policy-item.ts";
import { stageName } from "./stage-words.ts";
import { modeInWords, placeName, subjectNames } from "./words.ts";

type Badged = Pick<
  PolicyItem,
  "mode" | "subject" | "district" | "status" | "statusLabel" | "inForce"
>;

/** How a policy reaches whom, where it stands, in a few words; a sample says so. */
export function Badges({ item }: { item: Badged }) {
  const { mode, subject, statusLabel, inForce } = item;
  return (
    <ul class="badges">
      <li>{modeInWords(item)}</li>
      <li>{subjectNames[subject]}</li>
      <li>{placeName(item)}</li>
      {mode === "application" ? null : <Stage item={item} />}
      {statusLabel === undefined ? null : <li class="sample">{statusLabel}</li>}
      {inForce ? null : <li class="sample">目前不在有效期内</li>}
    </ul>
  );
}

function Stage({ item }: { item: Badged }) {
  return (
    <li class={isOpen({ stage: item.status }) ? "open" : "sample"}>
      {stageName(item.status, item)}
    </li>
  );
}
