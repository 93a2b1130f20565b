import { parameter, type ParameterValue } from "#shared/rules/language/parameter.ts";
import { percent, type Share } from "#shared/rules/language/share.ts";

const sourced: Pick<ParameterValue<never>, "status" | "source"> = {
  status: "sourced",
  source: { document: "示例文件", clause: "一", inForceUntil: "not-stated" },
};

/** 1,000 yuan in the second half of 2023, 1,100 in the first of 2024, none in the second, 1,200 since 2025. */
export const standard = parameter<number>({
  id: "standard",
  label: "示例标准",
  publisher: "civil-affairs",
  unit: "fen",
  values: [
    { from: "2023-07-01", until: "2023-12-31", value: 1000_00, ...sourced },
    { from: "2024-01-01", until: "2024-06-30", value: 1100_00, ...sourced },
    { from: "2025-01-01", value: 1200_00, ...sourced },
  ],
});

/** 10% in 2023, none in 2024, 20% since 2025. */
export const target = parameter<Share>({
  id: "target",
  label: "示例目标",
  publisher: "human-resources",
  unit: "share",
  values: [
    { from: "2023-01-01", until: "2023-12-31", value: percent("10"), ...sourced },
    { from: "2025-01-01", value: percent("20"), ...sourced },
  ],
});
