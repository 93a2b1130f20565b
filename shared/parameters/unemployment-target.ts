import { parameter } from "#shared/rules/language/parameter.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";

/** 上年度全国城镇调查失业率控制目标: the layoff rate up to which premiums are refunded. */
export const unemploymentTarget = parameter<Share>({
  id: "unemployment-target",
  label: "上年度全国城镇调查失业率控制目标",
  publisher: "human-resources",
  unit: "share",
  values: [
    {
      from: "2022-01-01",
      until: "2022-12-31",
      value: percent("5.5"),
      status: "sourced",
      source: {
        document: "人社部发〔2022〕23号",
        clause: "失业保险稳岗返还的裁员率标准",
        inForceUntil: "2022-12-31",
      },
    },
    {
      from: "2024-01-01",
      until: "2024-12-31",
      value: percent("5.5"),
      status: "sourced",
      source: {
        document: "人社部发〔2024〕40号",
        clause: "失业保险稳岗返还的裁员率标准",
        inForceUntil: "2024-12-31",
        note: "据转载整理，条款号待核对原文。",
      },
    },
    {
      from: "2025-01-01",
      value: percent("5.5"),
      status: "sample",
      source: {
        document: "示例：延续2024年的目标",
        clause: "失业保险稳岗返还的裁员率标准",
        inForceUntil: "not-stated",
        note: "未核到2025年以后的本市文件，仅供示例，不作为正式依据。",
      },
    },
  ],
});
