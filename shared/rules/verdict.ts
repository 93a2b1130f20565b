/** Kleene's three values: a missing fact is never "no". */
export type Verdict = "met" | "unmet" | "unknown";

/** Unmet if any is unmet, met if all are met, otherwise unknown. */
export function conjunction(parts: readonly Verdict[]): Verdict {
  let verdict: Verdict = "met";
  for (const part of parts) {
    if (part === "unmet") return "unmet";
    if (part === "unknown") verdict = "unknown";
  }
  return verdict;
}

/** Met if any is met, unmet if all are unmet, otherwise unknown. */
export function disjunction(parts: readonly Verdict[]): Verdict {
  let verdict: Verdict = "unmet";
  for (const part of parts) {
    if (part === "met") return "met";
    if (part === "unknown") verdict = "unknown";
  }
  return verdict;
}

export function negation(verdict: Verdict): Verdict {
  if (verdict === "unknown") return "unknown";
  return verdict === "met" ? "unmet" : "met";
}

export function verdictOf(holds: boolean): Verdict {
  return holds ? "met" : "unmet";
}

/** Met if at least so many parts are met, unmet if fewer can be, otherwise unknown. */
export function quorum(least: number, parts: readonly Verdict[]): Verdict {
  const met = parts.filter((part) => part === "met").length;
  const open = parts.filter((part) => part === "unknown").length;
  if (met >= least) return "met";
  return met + open < least ? "unmet" : "unknown";
}
