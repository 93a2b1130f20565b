import { civilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyVersion } from "#shared/contract/policy-detail.schema.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { Facts } from "#shared/web/components/facts.tsx";
import { grounds, modeNames } from "../words.ts";
import { Document } from "./parts.tsx";

/** One version: since when, by which clause, how and on what ground. */
export function VersionFacts({
  version,
  withAmount = false,
}: {
  version: PolicyVersion;
  withAmount?: boolean;
}) {
  const { from, until, mode, ground, adverseEffects, source, fundingGuard, arrears } = version;
  const { publicity } = version;
  return (
    <Facts
      facts={[
        {
          label: "施行",
          value: `${validityInWords(from, until)}${version.statusLabel === undefined ? "" : "（示例）"}`,
        },
        { label: "文件和条款", value: <Document source={source} /> },
        ...(source.inForceUntil === undefined
          ? []
          : [
              {
                label: "文件有效期",
                value: `到${formatPlainDay(civilDate(source.inForceUntil))}止`,
              },
            ]),
        ...(withAmount ? [{ label: "标准", value: version.amountInWords }] : []),
        {
          label: "方式和理由",
          value: `${modeNames[mode]}：${grounds[ground]}；${adverseEffects ? "对您可能有不利影响，所以由您确认" : "对您没有不利影响"}`,
        },
        ...(mode === "confirm"
          ? [
              {
                label: "确认晚了",
                value: arrears === "all" ? "通知以来的各期一并补发" : "只享受确认以后的",
              },
            ]
          : []),
        ...(publicity === undefined ? [] : [{ label: "公示", value: publicityInWords(publicity) }]),
        ...(fundingGuard === undefined ? [] : [{ label: "资金要求", value: fundingGuard }]),
      ]}
    />
  );
}

const publicNames = {
  "in-full": "公示单位全称和金额",
  masked: "公示隐去部分的姓名",
  "number-only": "只公示编号",
} as const;

function publicityInWords({
  workingDays,
  names,
  document,
  clause,
}: NonNullable<PolicyVersion["publicity"]>): string {
  return `拨付前公示${workingDays}个工作日，${publicNames[names]}（${document}“${clause}”）`;
}

/** "2016年5月1日起，到2021年4月30日止" */
export function validityInWords(from: string, until: string | undefined): string {
  const begin = `${formatPlainDay(civilDate(from))}起`;
  return until === undefined ? begin : `${begin}，到${formatPlainDay(civilDate(until))}止`;
}
