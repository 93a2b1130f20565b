import type { DecisionDocument } from "./signed-document.ts";

const ways = {
  link: "凭短信链接确认",
  "last-four": "凭短信链接和证件号码后四位确认",
  "signed-in": "登录后确认",
  counter: "持证件到窗口确认",
  sms: "用登记的手机回复短信确认",
} as const satisfies Record<DecisionDocument["assurance"], string>;

const agents = {
  voluntary: "受托人",
  parent: "父母",
  court: "法定监护人",
} as const satisfies Record<NonNullable<DecisionDocument["agent"]>["kind"], string>;

/** As much of a clerk's opaque id as one reads; the document holds all of it. */
const shownOfClerk = 8;

/** By which way a document was signed, by whom, and who wrote it down. */
export function wayInWords({ assurance, clerk, agent }: DecisionDocument): string {
  const who = agent === undefined ? "本人" : `${agents[agent.kind]}${agent.name ?? ""}代为`;
  const by =
    clerk === undefined
      ? ""
      : `，由窗口工作人员（编号${clerk.slice(0, shownOfClerk)}）核对证件后登记`;
  return `${who}${ways[assurance]}${by}`;
}
