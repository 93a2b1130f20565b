import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { addWorkingDays } from "#shared/calendar/working-days.ts";
import { hasBegun, isStanding } from "#shared/confirmations/decide-offer.ts";
import type { Offer } from "#shared/confirmations/find-offer.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { periodInWords } from "#shared/entitlements/period-in-words.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { addFen, fen, formatYuan } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy, Version } from "#shared/rules/policy.ts";
import { versionOn } from "#shared/rules/versions.ts";
import { perPeriod } from "#shared/rules/wording/per-period.ts";
import type { Lack } from "./assurance.ts";
import type {
  Benefit,
  Change,
  LinkCheck,
  OfferHeading,
  OfferState,
  OfferView,
  PaidTo,
  ReceiptView,
  WaiveView,
} from "./views.ts";

/** An offer and who looks at it. */
export interface Reader {
  readonly offer: Offer;
  /** The reader has shown to be the subject, as surely as the policy demands. */
  readonly isAssured: boolean;
  /** As surely as it gets: not by the link alone. */
  readonly hasSignedIn: boolean;
  /** The reader decides for the subject, by a mandate. */
  readonly isAgent: boolean;
  /** What the reader has still to show. */
  readonly lacks?: Lack;
}

interface Matter {
  readonly policy: Policy;
  readonly version: Version;
  readonly heading: OfferHeading;
  readonly benefit: Benefit;
  readonly account: PaidTo | undefined;
}

/** Whoever decides for another is told for whom, on every page. */
const forWhom = ({ isAgent, offer: { nameMasked } }: Reader) =>
  isAgent ? { onBehalfOf: nameMasked ?? "委托您的人" } : {};

export function viewOfOffer(reader: Reader, handle: string): OfferView {
  const { offer, isAssured } = reader;
  const { policy, version, heading, benefit, account } = matterOf(offer);
  const { document, clause, url } = version.source;
  return {
    ...heading,
    ...forWhom(reader),
    benefit,
    ...(policy.sensitive
      ? {}
      : { ground: { document, clause, ...(url === undefined ? {} : { url }) } }),
    ...(version.publicity === undefined ? {} : { publicity: version.publicity }),
    ...(account === undefined ? {} : { account }),
    // What a sensitive policy has people promise tells as much as its name does.
    ...(version.mode === "confirm" && (isAssured || !policy.sensitive)
      ? { commitment: policy.commitment }
      : {}),
    ...(version.mode === "confirm"
      ? { form: isAssured ? ("readable" as const) : ("after-check" as const) }
      : {}),
    ordinaryChannel: policy.ordinaryChannel.text,
    state: stateOf(reader),
    check: checkFor(reader),
    handle,
  };
}

/** What is asked besides the tap. */
const checkFor = ({ lacks }: Reader): LinkCheck => (lacks === "last-four" ? lacks : "none");

/** Whether the reader may answer here, with what is asked besides the tap. */
const mayAnswer = ({ isAssured, lacks }: Reader): boolean => isAssured || lacks === "last-four";

/** What the reader can still change. */
function changeFor(reader: Reader): Change {
  const { offer, hasSignedIn, lacks } = reader;
  const signIn = lacks === "another-person" ? "another" : "needed";
  if (!hasBegun(offer)) {
    return mayAnswer(reader)
      ? { possible: true }
      : { possible: false, laterPeriods: false, signIn };
  }
  if (!isStanding(offer)) return { possible: false, laterPeriods: false };
  return { possible: false, laterPeriods: true, ...(hasSignedIn ? {} : { signIn }) };
}

function stateOf(reader: Reader): OfferState {
  const { lacks } = reader;
  const { state, deadlineAt, openedAt, decidedAt, receipt } = reader.offer.confirmation;
  const lastDay = shanghaiDay(new Date(deadlineAt ?? openedAt));
  const change = changeFor(reader);
  if ((state === "confirmed" || state === "waived") && decidedAt !== null && receipt !== null) {
    return {
      kind: "decided",
      decision: state === "confirmed" ? "confirm" : "waive",
      decidedAt: new Date(decidedAt),
      receipt,
      change,
    };
  }
  // What comes by itself asks nothing of anybody.
  if (state === "announced") {
    if (hasBegun(reader.offer)) return { kind: "under-way", change };
    const isAnother = lacks === "another-person";
    const signInToDecline = !mayAnswer(reader);
    return { kind: "announced", ...(signInToDecline ? { signInToDecline, isAnother } : {}) };
  }
  if (!mayAnswer(reader)) {
    const until = deadlineAt === null ? {} : { until: lastDay };
    return { kind: "sign-in-needed", ...until, isAnother: lacks === "another-person" };
  }
  switch (state) {
    case "lapsed":
      return { kind: "lapsed", lapsedOn: lastDay };
    case "open":
    case "confirmed":
    case "waived":
    case "ended":
      return { kind: "open", until: lastDay };
  }
  return state satisfies never;
}

export function viewOfWaiver(reader: Reader, handle: string): WaiveView {
  const { version, heading, benefit } = matterOf(reader.offer);
  const change = changeFor(reader);
  return {
    ...heading,
    ...forWhom(reader),
    benefit,
    mode: version.mode === "direct" ? "direct" : "confirm",
    change,
    check: checkFor(reader),
    handle,
  };
}

/** Undefined while nothing has been decided. */
export function viewOfReceipt(reader: Reader): ReceiptView | undefined {
  const { offer, isAssured } = reader;
  const { state, decidedAt, receipt } = offer.confirmation;
  if (decidedAt === null || receipt === null) return undefined;
  const { policy, version, heading, benefit, account } = matterOf(offer);
  const decidedOn = shanghaiDay(new Date(decidedAt));
  const { workingDays = 0 } = version.publicity ?? {};
  const publicUntil = addWorkingDays(decidedOn, workingDays);
  const due =
    policy.fulfilment.kind === "payment" && publicUntil.ok
      ? addWorkingDays(publicUntil.day, policy.fulfilment.payWithinWorkingDays)
      : undefined;
  return {
    ...heading,
    ...forWhom(reader),
    decision: state === "waived" ? "waive" : "confirm",
    decidedAt: new Date(decidedAt),
    receipt,
    benefit,
    ...(account === undefined ? {} : { account }),
    ...(version.publicity === undefined || state === "waived"
      ? {}
      : { publicUntil: publicUntil.ok ? publicUntil.day : { workingDays } }),
    ...(due?.ok === true && state !== "waived" ? { fulfilBy: due.day } : {}),
    change: changeFor(reader),
    isDocumentReadable: isAssured,
  };
}

function matterOf(offer: Offer): Matter {
  const { confirmation, covered } = offer;
  const policy = policyById(confirmation.policy);
  const newest = covered.at(-1);
  const version =
    policy === undefined || newest === undefined ? undefined : versionOn(policy, newest.judgedOn);
  if (policy === undefined || newest === undefined || version === undefined) {
    throw new Error(`an offer of ${confirmation.policy} covers nothing`);
  }
  return {
    policy,
    version,
    heading: {
      department: departmentNames[policy.leadDepartment],
      title: policy.neutralTitle ?? policy.title,
    },
    benefit: benefitOf(policy, covered, newest),
    account: policy.fulfilment.kind === "payment" ? accountOf(offer.accountMasked) : undefined,
  };
}

function benefitOf(policy: Policy, covered: readonly Entitlement[], newest: Entitlement): Benefit {
  if (newest.amountFen === null)
    return { kind: "service", text: policy.neutralTitle ?? policy.title };
  const waiting = covered.filter(
    (one) => one.state === "awaiting-confirmation" || one.state === "lapsed",
  );
  const together = addFen(...waiting.map((one) => fen(one.amountFen ?? 0)));
  const periods = [...new Set(waiting.map(({ period }) => periodInWords(period)))].join("、");
  return {
    kind: "money",
    amountFen: newest.amountFen,
    period: perPeriod[policy.period],
    ...(waiting.length > 1
      ? { note: `确认后一并发放${periods}，共${formatYuan(together)}。` }
      : {}),
  };
}

function accountOf(masked: string | null): PaidTo {
  const [bank, tail] = masked?.split(" 尾号") ?? [];
  return bank === undefined || tail === undefined ? "none-registered" : { bank, tail };
}
