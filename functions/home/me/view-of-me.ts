import { type Adjustment, isTold } from "#shared/adjustments/adjustment.ts";
import { paidOf } from "#shared/adjustments/paid.ts";
import type { Repayment } from "#shared/adjustments/record-repayment.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import type { OwnObjection } from "#shared/contract/objections-told.schema.ts";
import type { ExplainedVerdict } from "#shared/contract/explanations.schema.ts";
import { type Entitlement, holds } from "#shared/entitlements/entitlement.ts";
import { benefitInWords } from "#shared/entitlements/benefit-in-words.ts";
import { periodInWords } from "#shared/entitlements/period-in-words.ts";
import { type EntitlementState, stateNames } from "#shared/entitlements/states.ts";
import type { Explained } from "#shared/explanations/explain-subject.ts";
import { factLabel, parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { departmentNames, isDepartmentId } from "#shared/identity/departments.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { versionById } from "#shared/rules/versions.ts";
import type { Session } from "#shared/sign-in/session.ts";
import { adjustmentItem } from "./adjustment-item.ts";
import { objectionItem } from "./objection-item.ts";
import type {
  GrantedItem,
  MeView,
  OfferFields,
  PeriodItem,
  ToldItem,
  UnknownItem,
  WaitingItem,
} from "./views.ts";

/** A policy with its verdict, and what the subject has of it. */
interface Matter {
  readonly policy: Policy;
  readonly told: ExplainedVerdict;
  readonly entitlements: readonly Entitlement[];
  readonly confirmations: readonly Confirmation[];
  readonly adjustments: readonly Adjustment[];
  readonly beside: Beside;
}

/** What is told of somebody beside the verdicts. */
interface Beside {
  readonly objections: readonly OwnObjection[];
  readonly repayments: readonly Repayment[];
  /** By the id of the entitlement. */
  readonly publicNumbers: ReadonlyMap<string, string>;
}

export function viewOfMe(
  { verdicts, state }: Explained,
  { kind }: Pick<Session, "kind">,
  form: string,
  beside: Beside,
): MeView {
  const matters = verdicts.flatMap((told): Matter[] => {
    const policy = policyById(told.policy);
    if (policy === undefined) return [];
    const isOf = (one: { readonly policy: string }) => one.policy === policy.id;
    return [
      {
        policy,
        told,
        entitlements: (state?.entitlements ?? []).filter(isOf),
        confirmations: (state?.confirmations ?? []).filter(isOf),
        adjustments: (state?.adjustments ?? []).filter(isOf),
        beside,
      },
    ];
  });
  return {
    kind,
    name: state?.contact.stored?.nameMasked ?? undefined,
    account: state?.contact.stored?.accountMasked ?? undefined,
    form,
    waiting: matters.flatMap(waitingIn),
    granted: matters.flatMap(grantedIn),
    later: matters.flatMap(laterIn),
    unknown: matters.flatMap(unknownIn),
    unmet: matters.flatMap(unmetIn),
    objections: beside.objections.map(objectionItem),
  };
}

const titled = ({ title, leadDepartment }: Policy) => ({
  title,
  department: departmentNames[leadDepartment],
});

const offerOf = ({ policy, commitment, scope }: Confirmation): OfferFields => ({
  policy,
  commitment,
  scope,
});

const isCovered = ({ scope }: Confirmation, { period }: Entitlement): boolean =>
  scope === "" || scope === period;

/** What waits for an answer, and what lapsed without one and may still be confirmed. */
function waitingIn({ policy, entitlements, confirmations }: Matter): WaitingItem[] {
  return confirmations.flatMap((confirmation): WaitingItem[] => {
    const { state, deadlineAt, openedAt } = confirmation;
    const newest = entitlements.findLast((one) => isCovered(confirmation, one));
    if (newest === undefined || (state !== "open" && state !== "lapsed")) return [];
    const day = shanghaiDay(new Date(deadlineAt ?? openedAt));
    return [
      {
        ...titled(policy),
        benefit: benefitInWords(policy, newest),
        standing: state === "open" ? { kind: state, until: day } : { kind: state, lapsedOn: day },
        offer: offerOf(confirmation),
      },
    ];
  });
}

/** Periods that still wait stand above, and are no more than that. */
const waits: ReadonlySet<EntitlementState> = new Set([
  "matched",
  "awaiting-confirmation",
  "lapsed",
] as const);

function grantedIn(matter: Matter): GrantedItem[] {
  const { policy, entitlements, confirmations, adjustments, beside } = matter;
  const beyond = entitlements.filter(({ state }) => !waits.has(state));
  const newest = beyond.at(-1);
  if (newest === undefined) return [];
  const fulfilled = beyond.filter(({ state }) => state === "fulfilled");
  const sum = fen(
    fulfilled.reduce(
      (total, one) =>
        total +
        paidOf({
          entitlement: one,
          adjustments: adjustments.filter(({ entitlement }) => entitlement === one.id),
        }),
      0,
    ),
  );
  return [
    {
      ...titled(policy),
      reason: newest.decision.reason,
      periods: beyond.toReversed().map((one) => periodOf(one, beside.publicNumbers.get(one.id))),
      received: sum === 0 ? undefined : formatYuan(sum),
      adjustments: adjustments.filter(isTold).map((one) => adjustmentItem(one, beside.repayments)),
      receipts: confirmations.flatMap(({ state, decidedAt, receipt }) =>
        decidedAt === null || receipt === null
          ? []
          : [
              {
                decision: state === "waived" ? "waive" : "confirm",
                decidedAt: new Date(decidedAt),
                number: receipt,
              },
            ],
      ),
      offers: confirmations
        .filter(({ state }) => state === "confirmed" || state === "waived" || state === "announced")
        .map(offerOf),
      isDirect: versionById(policy, newest.ruleVersion)?.mode === "direct",
      objectionHref: `/objections/of/${newest.id}`,
    },
  ];
}

function periodOf(
  { period, amountFen, state, heldBecause }: Entitlement,
  publicNumber: string | undefined,
): PeriodItem {
  return {
    period: periodInWords(period),
    amount: amountFen === null ? undefined : formatYuan(amountFen),
    state: stateNames[state],
    held: heldBecause === null ? undefined : holds[heldBecause],
    ...(publicNumber === undefined ? {} : { publicNumber }),
  };
}

function laterIn({ policy, told: { notYet } }: Matter): ToldItem[] {
  return notYet === undefined ? [] : [{ ...titled(policy), text: notYet.text }];
}

const isInOperation = ({ stage }: ExplainedVerdict): boolean =>
  stage === "live" || stage === "pilot";

/** What is unknown of policies in operation: of the others nothing would come by itself anyway. */
function unknownIn({ policy, told }: Matter): UnknownItem[] {
  if (told.verdict !== "unknown" || !isInOperation(told)) return [];
  return [
    {
      ...titled(policy),
      missing: told.missing.map(({ fact, steward }) => ({
        fact: factText(fact),
        holder: isDepartmentId(steward) ? departmentNames[steward] : steward,
      })),
      ordinaryChannel: policy.ordinaryChannel.text,
    },
  ];
}

/** The Chinese name of a fact, or of the relation that is not known: of a relative's fact, without whose it is. */
function factText(name: string): string {
  if (isRelationName(name)) return `${relationDefinition(name).label}的登记`;
  const parsed = parseFactName(name.slice(name.indexOf(".") + 1));
  return parsed.ok ? factLabel(parsed) : name;
}

function unmetIn({ policy, told }: Matter): ToldItem[] {
  if (told.verdict !== "unmet" || !isInOperation(told)) return [];
  return [
    { ...titled(policy), text: told.reason, objectionHref: `/objections/under/${policy.id}` },
  ];
}
