import type { PolicyItem } from "#shared/contract/policies.schema.ts";

/** The catalogue's own name: a sample, and no official list. */
export const catalogueName = "示例目录（依据公开政策整理）";

/** The three ways in which a benefit arrives, as the city names them. */
export const modeNames = {
  direct: "直接兑现",
  confirm: "一键确认",
  scan: "扫码识别",
} as const satisfies Record<PolicyItem["mode"], string>;

export const subjectNames = {
  person: "个人",
  organisation: "企业和其他组织",
} as const satisfies Record<PolicyItem["subject"], string>;

/** How it arrives, as it is said to the person. */
export const arrivals = {
  direct: "符合条件的，直接发放，不用申请，不用确认。发放前会告诉您，不想要的可以选“不领取”。",
  confirm: "符合条件的，会收到一条消息。确认一次即可，不用填表，不用交材料。",
  scan: "到现场出示随申码，扫码核验后当场享受，不用另带证件。",
} as const satisfies Record<PolicyItem["mode"], string>;

export const grounds = {
  "application-by-law-or-regulation": "法律法规要求申请，所以请您确认一次",
  "application-by-document": "政策文件要求申请，所以请您确认一次",
  choice: "需要您作出选择",
  none: "没有要求申请",
} as const;
