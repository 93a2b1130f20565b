import type { ScanReason } from "#shared/scans/scan.ts";

const words: Readonly<Partial<Record<ScanReason | "told-too-late", string>>> = {
  "limit-reached": "次数已经用完",
  "code-used": "码已在别处用过",
  "not-entitled": "已经不符合条件",
  "beyond-cap": "超过本机当天上限",
  "refused-before": "联网时已被拒绝",
  "told-too-late": "上报太晚",
};

/** Why the server did not count what a device granted, for whoever answers for the gate; nothing of the person. */
export function reasonInWords(reason: string): string {
  // Guarantee: a reason that has no words here is of a code, or of a device that should not have granted it.
  return words[reason as ScanReason] ?? "码或者设备不对";
}
