import type { PolicyItem } from "#shared/contract/policies.schema.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { shanghaiDistricts } from "#shared/identity/districts.ts";

/** The catalogue's own name: a sample, and no official list. */
export const catalogueName = "示例目录（依据公开政策整理）";
export const catalogueNameEn = "A sample catalogue, compiled from public documents";

/** The ways in which a benefit arrives, as the city names them; and the ordinary one. */
export const modeNames = {
  direct: "直接兑现",
  confirm: "一键确认",
  scan: "扫码识别",
  application: "申请办理",
} as const satisfies Record<PolicyItem["mode"], string>;

/** A way that nobody has gone yet is only planned. */
export function modeInWords({
  mode,
  status,
}: {
  readonly mode: PolicyItem["mode"];
  readonly status?: PolicyItem["status"] | undefined;
}): string {
  const isPlanned = mode !== "application" && (status === "listed" || status === "ready");
  return `${isPlanned ? "拟" : ""}${modeNames[mode]}`;
}

export const subjectNames = {
  person: "个人",
  organisation: "企业和其他组织",
} as const satisfies Record<PolicyItem["subject"], string>;

export const levelNames = {
  city: "市级",
  district: "区级",
} as const satisfies Record<PolicyItem["level"], string>;

export const grounds = {
  "application-by-law-or-regulation": "法律法规要求申请，所以请您确认一次",
  "application-by-document": "政策文件要求申请，所以请您确认一次",
  choice: "需要您作出选择",
  none: "没有要求申请",
} as const;

/** Where it is, in a word: 市级, 浦东新区. */
export function placeName({ district }: Pick<PolicyItem, "district">): string {
  return district === undefined ? levelNames.city : shanghaiDistricts[district];
}

/** Who leads it; a district's own departments have names of their own, so only the line 条线 is named. */
export function leadName({
  leadDepartment,
  district,
}: Pick<PolicyItem, "leadDepartment" | "district">): string {
  const name = departmentNames[leadDepartment];
  return district === undefined ? name : `${shanghaiDistricts[district]}（${name}条线）`;
}
