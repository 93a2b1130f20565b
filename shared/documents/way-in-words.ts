import type { DecisionDocument } from "./signed-document.ts";

const ways = {
  link: "本人凭短信链接确认",
  "last-four": "本人凭短信链接和证件号码后四位确认",
  "signed-in": "本人登录后确认",
  counter: "本人持证件到窗口确认",
} as const satisfies Record<DecisionDocument["assurance"], string>;

/** By which way a document was signed, and who wrote it down. */
export function wayInWords({ assurance, clerk }: DecisionDocument): string {
  const by = clerk === undefined ? "" : `，由窗口工作人员（编号${clerk}）核对证件后登记`;
  return `${ways[assurance]}${by}`;
}
