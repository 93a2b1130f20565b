import type { ScanTerms } from "#shared/rules/language/scan-terms.ts";

/** Once a day at each venue, not offline, no printed code. */
export const scanTerms = {
  limits: { perDay: 1, within: "venue" },
  offline: "never",
  lowValue: false,
  whenUnknown: "请到售票处人工查验",
} as const satisfies ScanTerms;
