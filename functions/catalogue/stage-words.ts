import type { PolicyItem } from "#shared/contract/policies.schema.ts";
import { shanghaiDistricts } from "#shared/identity/districts.ts";
import { stageNames, type Pilot, type PolicyStage, type Stage } from "#shared/stages/stage.ts";
import { placeName } from "./words.ts";

type Whose = Pick<PolicyItem, "subject" | "district">;

/** The stage in a word. What a district lists is carried out in that district. */
export function stageName(stage: Stage, { district }: Pick<PolicyItem, "district">): string {
  return stage === "live" && district !== undefined ? "全区实施" : stageNames[stage];
}

/** What the stage means for who reads it, in a sentence or two; staff's reason where something stands still. */
export function stageInWords({ stage, pilot, reason }: PolicyStage, whose: Whose): string {
  switch (stage) {
    case "listed":
      return "目前只列入目录，还没有实行免申即享，请按原渠道办理。";
    case "ready":
      return "条件已经成熟，还没有开始实行免申即享，请先按原渠道办理。";
    case "pilot":
      return pilot === undefined ? "正在试点。" : `目前只${scopeInWords(pilot, whose)}试点。`;
    case "live":
      return `已在${whose.district === undefined ? "全市" : placeName(whose)}实行免申即享。`;
    case "paused":
      return `已暂停${pilot === undefined ? "" : `（暂停前${scopeInWords(pilot, whose)}试点）`}。原因：${sentence(reason)}`;
    case "retired":
      return `已终止，不再享受。原因：${sentence(reason)}`;
  }
  return stage satisfies never;
}

/** "在黄浦区、徐汇区（按户籍所在区）", "对10%的服务对象（按编号固定抽取）" */
function scopeInWords(pilot: Pilot, { subject }: Whose): string {
  if ("percent" in pilot) return `对${pilot.percent}%的服务对象（按编号固定抽取）`;
  const names = pilot.districts.map((code) => shanghaiDistricts[code]).join("、");
  return `在${names}（按${subject === "person" ? "户籍" : "登记"}所在区）`;
}

function sentence(text: string): string {
  return /[。！？]$/.test(text) ? text : `${text}。`;
}
