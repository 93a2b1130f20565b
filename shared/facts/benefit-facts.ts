import type { FactDefinition } from "./fact-definition.ts";

/** What departments have assessed of people, for single benefits. */
export const benefitFacts = {
  longTermCareNeeded: {
    label: "需要长期照护",
    about: "person",
    type: { kind: "boolean" },
    steward: "disabled-persons-federation",
    constant: false,
    // Who has never been assessed may well need care.
    absence: { means: "unknown" },
    sensitive: true,
  },
} as const satisfies Record<string, FactDefinition>;
