/** Kleene's three values: a missing fact is never "no". */
export type Verdict = "met" | "unmet" | "unknown";

/** Unmet if any is unmet, met if all are met, otherwise unknown. */
export function conjunction(parts: readonly Verdict[]): Verdict {
  if (parts.includes("unmet")) return "unmet";
  return parts.includes("unknown") ? "unknown" : "met";
}

/** Met if any is met, unmet if all are unmet, otherwise unknown. */
export function disjunction(parts: readonly Verdict[]): Verdict {
  if (parts.includes("met")) return "met";
  return parts.includes("unknown") ? "unknown" : "unmet";
}

export function negation(verdict: Verdict): Verdict {
  if (verdict === "unknown") return "unknown";
  return verdict === "met" ? "unmet" : "met";
}

export function verdictOf(holds: boolean): Verdict {
  return holds ? "met" : "unmet";
}
