import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { evaluate } from "./evaluating/evaluate.ts";
import { evaluateAmount } from "./evaluating/evaluate-amount.ts";
import { startJudging } from "./evaluating/judging.ts";
import type { Policy, Version } from "./policy.ts";
import type { Readings } from "./reading.ts";
import { topConditions } from "./wording/clause-texts.ts";
import { describe } from "./wording/describe.ts";

/**
 * The error of a rule that could not be judged, with the policy, the version and the clause to look at. Of the error
 * itself only what names no value is told: a message may reach a log, and a log no personal data. Another error than
 * a TypeError or RangeError comes back as it is.
 */
export function wrongRule(
  policy: Policy,
  version: Version,
  readings: Readings,
  on: CivilDate,
  error: unknown,
): unknown {
  if (!(error instanceof TypeError) && !(error instanceof RangeError)) return error;
  const clause = clauseThatThrows(version, readings, on);
  const message = `policy ${policy.id}, version ${version.id}, clause “${clause}”: ${withoutValues(error)}`;
  return error instanceof TypeError ? new TypeError(message) : new RangeError(message);
}

function clauseThatThrows(
  { eligible, amount, amountInWords }: Version,
  readings: Readings,
  on: CivilDate,
): string {
  for (const clause of topConditions(eligible)) {
    if (throws(() => evaluate(clause, startJudging(readings, on)))) return describe(clause, on);
  }
  return throws(() => evaluateAmount(amount, startJudging(readings, on)))
    ? `金额：${amountInWords}`
    : "wording";
}

function throws(judge: () => unknown): boolean {
  try {
    judge();
    return false;
  } catch {
    return true;
  }
}

/** Messages of our own that name a fact or a relation; whatever else is said may hold a value. */
const harmless = [
  /^the reading of \w+ is not of the fact's type$/,
  /^a relative's \w+ is not known/,
];

function withoutValues(error: TypeError | RangeError): string {
  if (harmless.some((pattern) => pattern.test(error.message))) return error.message;
  return error instanceof RangeError
    ? "a number or a day leaves what can be computed exactly; check the figures of the clause"
    : "it cannot be evaluated; check what it compares";
}
