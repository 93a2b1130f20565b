import type { Adjustment } from "#shared/adjustments/adjustment.ts";
import { chainStart } from "#shared/audit/entry.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import type { ReportedCase } from "#shared/cases/reported-case.ts";
import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import { bucketText } from "#shared/db/shards.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import type { FactValue } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { Instruction } from "#shared/instructions/instruction.ts";
import type { SubjectState } from "#shared/judging/subject-state.ts";
import { fen } from "#shared/money/fen.ts";
import type { Task } from "#shared/outbox/task.ts";
import { emptyProfile, type Profile } from "#shared/profiles/profile.ts";
import { flatRelativeText } from "#shared/relatives/flat-relative.ts";
import { type KnownRelative, relativeId } from "#shared/relatives/known-relative.ts";
import { randomId } from "#shared/sealing/digest.ts";
import type { StoredSubject } from "#shared/subjects/contact.ts";

/** What tests take as given; each builder makes a whole thing and takes what is different about it. */

/** A Friday morning in Shanghai. */
export const now = new Date("2026-11-20T02:00:00Z");

/** A key of a subject on this shard that no other test has. */
export function aSubjectKey(shard: 0 | 1 = 0): string {
  return bucketText(shard) + randomId();
}

/** A secret as the functions get it: base64 of 32 random bytes. */
export function aKey(): string {
  return btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(32))));
}

/** A profile of which these facts are known since 1900, observed by their stewards on 1 January 2026. */
export function aProfile(
  facts: Readonly<Record<string, FactValue>>,
  more: Partial<Profile> = {},
): Profile {
  const at = Date.parse("2026-01-01T00:00:00Z");
  const sources = Object.fromEntries(
    Object.entries(facts).map(([name, value]): [string, Profile["sources"][string]] => {
      const fact = parseFactName(name);
      if (!fact.ok) throw new Error(`${name} is no fact`);
      const { constant, steward } = fact.definition;
      const from = constant ? null : civilDate("1900-01-01");
      return [
        name,
        [{ from, at, by: steward, event: ["urn:test", name], reports: [[value, null]] }],
      ];
    }),
  );
  return { ...emptyProfile(aSubjectKey(), "person"), version: 1, sources, ...more };
}

/** A child, reported on 1 January 2026; with a copy of these facts once any are given. */
export function aRelative(
  more: Partial<KnownRelative> = {},
  facts?: Readonly<Record<string, FactValue>>,
  asked: readonly string[] = Object.keys(facts ?? {}),
): KnownRelative {
  return {
    relation: "child",
    otherKey: aSubjectKey(),
    register: {
      at: Date.parse("2026-01-01T00:00:00Z"),
      by: "public-security",
      event: ["urn:test", "relation"],
      reports: [[null, null]],
    },
    asked,
    copy:
      facts === undefined
        ? undefined
        : { version: 1, facts: asked, sources: aProfile(facts).sources },
    ...more,
  };
}

/** A subject that was stored as it is, on the day of `storedAt`. */
export function aState(more: Partial<SubjectState> = {}, storedAt: Date = now): SubjectState {
  const profile = more.profile ?? aProfile({});
  return {
    profile,
    asRead: {
      sources: profile.sources,
      relatives: profile.relatives,
      relativeFacts: new Map(
        profile.relatives.map((one) => [
          relativeId(one),
          flatRelativeText(one, shanghaiDay(storedAt)),
        ]),
      ),
      cases: more.cases ?? [],
    },
    cases: [],
    followers: [],
    contact: { stored: aStoredSubject({ subjectKey: profile.subjectKey, kind: profile.kind }) },
    entitlements: [],
    confirmations: [],
    adjustments: [],
    mark: 0,
    ...more,
  };
}

export function aStoredSubject(more: Partial<StoredSubject> = {}): StoredSubject {
  return {
    subjectKey: aSubjectKey(),
    kind: "person",
    documentSealed: "sealed",
    nameSealed: null,
    nameMasked: null,
    phoneSealed: null,
    phoneMasked: null,
    accountSealed: null,
    accountMasked: null,
    addressSealed: null,
    accountVersion: 0,
    contact: "{}",
    premiumAccountSealed: null,
    premiumAccountMasked: null,
    lastFourHash: null,
    locale: null,
    hasApp: null,
    ...more,
  };
}

/** A case of an older system, paid for November 2026. */
export function aReportedCase(more: Partial<ReportedCase> = {}): ReportedCase {
  const period = more.period ?? "2026-11";
  return {
    subjectKey: aSubjectKey(),
    policy: "senior-comprehensive-allowance",
    period,
    channel: "legacy",
    caseNumber: "",
    through: period,
    state: "paid",
    amountFen: 150_00,
    consentedOn: null,
    observedAt: Date.parse("2026-11-18T02:00:00Z"),
    reportedBy: "civil-affairs",
    ...more,
  };
}

export function anEntitlement(more: Partial<Entitlement> = {}): Entitlement {
  return {
    subjectKey: aSubjectKey(),
    policy: "senior-comprehensive-allowance",
    period: "2026-11",
    id: `aa${randomId()}`,
    version: 1,
    state: "matched",
    heldBecause: null,
    ruleVersion: "sample-2021",
    judgedOn: civilDate("2026-11-01"),
    amountFen: fen(75_00),
    decision: { reason: "", facts: [] },
    steps: [],
    instruction: null,
    attempts: 0,
    auditHead: chainStart,
    reservation: null,
    instructedFen: null,
    ruledFen: null,
    ...more,
  };
}

export function aConfirmation(more: Partial<Confirmation> = {}): Confirmation {
  return {
    subjectKey: aSubjectKey(),
    policy: "senior-comprehensive-allowance",
    commitment: "text",
    scope: "",
    version: 1,
    state: "open",
    generation: 1,
    ruleVersion: "sample-2021",
    openedAt: now.getTime(),
    deadlineAt: now.getTime() + 30 * 86_400_000,
    decidedAt: null,
    decidedBy: null,
    receipt: null,
    accountVersion: 0,
    ...more,
  };
}

export function anInstruction(more: Partial<Instruction> = {}): Instruction {
  const subjectKey = more.subjectKey ?? aSubjectKey();
  return {
    endToEndId: subjectKey.slice(0, 2) + randomId(),
    subjectKey,
    policy: "senior-comprehensive-allowance",
    periods: '["2026-11"]',
    kind: "payment",
    amountFen: 75_00,
    payer: "civil-affairs",
    state: "requested",
    release: "authorisation:one",
    payeeSealed: "sealed",
    dueOn: "2026-12-04",
    requestedAt: now.getTime(),
    deliveredAt: null,
    settledAt: null,
    reports: "[]",
    reason: null,
    stamp: "",
    termFrom: "2026-11-20",
    termDays: 10,
    termEndsOn: "2026-12-04",
    ...more,
  };
}

export function anAdjustment(more: Partial<Adjustment> = {}): Adjustment {
  const subjectKey = more.subjectKey ?? aSubjectKey();
  return {
    subjectKey,
    policy: "senior-comprehensive-allowance",
    period: "2026-11",
    number: 1,
    id: subjectKey.slice(0, 2) + randomId(),
    entitlement: subjectKey.slice(0, 2) + randomId(),
    kind: "recovery",
    state: "found",
    amountFen: 75_00,
    dueFen: 75_00,
    repaidFen: 0,
    ground: "facts",
    foundAt: now.getTime(),
    heldBecause: null,
    instruction: null,
    attempts: 0,
    proposal: null,
    proposedBy: null,
    proposedAt: null,
    announcedAt: null,
    opinion: null,
    heardAt: null,
    decidedBy: null,
    decidedAt: null,
    reason: null,
    dueOn: null,
    instalments: "[]",
    letters: "[]",
    ...more,
  };
}

export function aTask(more: Partial<Task> = {}): Task {
  return {
    dueAt: now.getTime(),
    id: randomId().slice(0, 16),
    topic: "notify",
    kind: "offer",
    subjectKey: aSubjectKey(),
    policy: "senior-comprehensive-allowance",
    reference: "text ",
    attempts: 0,
    relayedAt: null,
    failure: null,
    ...more,
  };
}
