import type { OwnObjection } from "#shared/contract/objections-told.schema.ts";
import type { ObjectionItem } from "./views.ts";

const standings = {
  lodged: "已提出，等待受理",
  declined: "没有受理",
  accepted: "已受理，正在核查",
  upheld: "已答复：异议成立",
  refused: "已答复：异议不成立",
  settled: "所反映的事项已经处理",
} as const satisfies Record<OwnObjection["state"], string>;

/** An objection in words: to whom it concerns it never says who objected. */
export function objectionItem({
  title,
  role,
  state,
  frozen,
  text,
  remedies,
}: OwnObjection): ObjectionItem {
  const whose = role === "objector" ? "您提出的异议" : "对您的待遇的异议";
  return {
    title,
    standing: `${whose}：${standings[state]}${frozen ? "，核查期间暂缓兑现" : ""}。`,
    text,
    remedies: remedies?.zh,
  };
}
