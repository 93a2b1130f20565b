import type { caseStates } from "#shared/db/enumerations.ts";
import type { reportedCases } from "#shared/db/cases.schema.ts";

/** accepted 受理 · granted 已核准 · paid 已发放 · refused 不予受理或不予核准 · withdrawn 撤回. */
export type CaseState = (typeof caseStates)[number];

/**
 * What the ordinary channel, a counter or an older system says of one case 办件: its state in all periods from `period`
 * to `through`. One row, replaced by what is observed later.
 */
export type ReportedCase = typeof reportedCases.$inferSelect;

/** How firmly a case holds the entitlement; 0 where it gives it back. */
const firmness: Readonly<Record<CaseState, number>> = {
  refused: 0,
  withdrawn: 0,
  accepted: 1,
  granted: 2,
  paid: 3,
};

/** Whether a case in this state occupies the entitlement: whoever has it there must not get it here as well. */
export const isOccupying = ({ state }: Pick<ReportedCase, "state">): boolean => firmness[state] > 0;

/** The firmest first; of two that are alike the one observed last. */
export function byFirmness(a: ReportedCase, b: ReportedCase): number {
  return firmness[b.state] - firmness[a.state] || b.observedAt - a.observedAt;
}

/**
 * Whether one report of a case comes after another. Of two that were observed at the same instant the firmer one counts,
 * and then the longer one, so that their order of arrival never matters and in doubt nobody is paid twice.
 */
export function isLater(one: ReportedCase, other: ReportedCase): boolean {
  for (const [a, b] of [
    [one.observedAt, other.observedAt],
    [firmness[one.state], firmness[other.state]],
    [one.through, other.through],
    [one.amountFen ?? -1, other.amountFen ?? -1],
    [one.consentedOn ?? "", other.consentedOn ?? ""],
    [one.state, other.state],
    [one.reportedBy, other.reportedBy],
  ] as const) {
    if (a !== b) return a > b;
  }
  return false;
}

/** What makes several reports speak of the same case of one subject under one policy. */
export const caseOf = ({
  channel,
  caseNumber,
}: Pick<ReportedCase, "channel" | "caseNumber">): string => `${channel} ${caseNumber}`;
