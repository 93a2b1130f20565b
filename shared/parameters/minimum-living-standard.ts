import { parameter } from "#shared/rules/language/parameter.ts";

/** 城乡居民最低生活保障标准, fen a person each month. */
export const minimumLivingStandard = parameter<number>({
  id: "minimum-living-standard",
  label: "城乡居民最低生活保障标准",
  publisher: "civil-affairs",
  unit: "fen",
  values: [
    {
      from: "2021-07-01",
      until: "2022-06-30",
      value: 1330_00,
      status: "sourced",
      source: {
        document: "上海市2021年7月1日起调整的城乡低保标准",
        clause: "每人每月1,330元",
        inForceUntil: "2022-06-30",
        note: "据2021年6月24日公开报道整理，文号待核对原文。",
      },
    },
    {
      from: "2022-07-01",
      value: 1420_00,
      status: "sample",
      source: {
        document: "示例：2022年7月起的低保标准",
        clause: "每人每月1,420元",
        inForceUntil: "not-stated",
        note: "未核对原文，仅供示例，不作为正式依据。",
      },
    },
  ],
});
