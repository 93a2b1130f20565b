import { describe, expect, it } from "vitest";
import { builtInCalendar } from "#shared/calendar/built-in-calendar.ts";
import { calendarWith } from "#shared/calendar/calendar.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { fen } from "#shared/money/fen.ts";
import { policyById } from "#shared/policies/index.ts";
import type { StoredRegister } from "#shared/registers/register.ts";
import type { Entitlement } from "#shared/entitlements/entitlement.ts";
import { parameter } from "#shared/rules/language/parameter.ts";
import type { Policy } from "#shared/rules/policy.ts";
import type { Stage } from "#shared/stages/stage.ts";
import { aCalendarYear } from "#shared/testing/a-calendar-year.ts";
import { allLive } from "#shared/testing/all-live.ts";
import { aConfirmation, anEntitlement, aStoredSubject, now } from "#shared/testing/builders.ts";
import type { FulfilmentMatter } from "./load-fulfilment-matters.ts";
import type { City } from "./hold-of.ts";
import { planInstruction } from "./plan-instruction.ts";

const today = civilDate("2026-11-20");
const hour = 3_600_000;

function policyOf(id: string): Policy {
  const policy = policyById(id);
  if (policy === undefined) throw new Error(`there is no ${id}`);
  return policy;
}
const allowance = policyOf("senior-comprehensive-allowance");
if (allowance.subject !== "person" || !allowance.isGuaranteedByLaw)
  throw new Error("an organisation has no age");
const senior = allowance;

type PersonVersion = (typeof senior.versions)[number];
const mapped = (
  [first, ...rest]: typeof senior.versions,
  change: (version: PersonVersion) => PersonVersion,
): typeof senior.versions => [change(first), ...rest.map((version) => change(version))];

const subject = aStoredSubject({ subjectKey: "aaone", accountSealed: "sealed", accountVersion: 2 });
const entitlement = anEntitlement({ subjectKey: "aaone", state: "awaiting-fulfilment" });
const matter: FulfilmentMatter = {
  subject,
  awaiting: [entitlement],
  returned: [],
  confirmations: [aConfirmation({ subjectKey: "aaone", state: "confirmed", accountVersion: 2 })],
  adjustments: [],
  owed: [],
  demanded: [],
  isSuspended: false,
  cases: [],
  undelivered: [],
  givenTwice: new Set(),
  isBeingJoined: false,
};
const city: City = {
  registers: [],
  payers: new Set(["civil-affairs", "human-resources", "landscaping"]),
  stages: allLive,
  calendar: builtInCalendar,
  isRestored: false,
};
const aRegister = (fact: string, completeAsOf: number): StoredRegister => ({
  fact,
  department: "public-security",
  completeAsOf,
  reportedAt: completeAsOf,
  events: "[]",
  firstAt: completeAsOf,
  reviewsLeft: 0,
});

const plan = (
  more: { matter?: Partial<FulfilmentMatter>; city?: Partial<City>; policy?: Policy } = {},
  on = today,
) =>
  planInstruction(
    more.policy ?? allowance,
    { ...matter, ...more.matter },
    { ...city, ...more.city },
    on,
    now,
  );

describe("what waits for fulfilment", () => {
  it("goes into one instruction, all periods together", async () => {
    const awaiting = [entitlement, { ...entitlement, period: "2026-12", amountFen: fen(150_00) }];
    expect(await plan({ matter: { awaiting } })).toMatchObject({
      kind: "ready",
      entitlements: awaiting,
      instruction: {
        subjectKey: "aaone",
        policy: allowance.id,
        periods: '["2026-11","2026-12"]',
        kind: "payment",
        amountFen: 225_00,
        payer: "civil-affairs",
        payeeSealed: subject.accountSealed,
        state: "requested",
        requestedAt: now.getTime(),
      },
    });
  });

  it("keeps its end-to-end id on a repetition, and gets another with the next attempt", async () => {
    const idOf = async (attempts: number) => {
      const made = await plan({ matter: { awaiting: [{ ...entitlement, attempts }] } });
      return made.kind === "ready" ? made.instruction.endToEndId : undefined;
    };
    const [one, again, next] = [await idOf(0), await idOf(0), await idOf(1)];
    expect(one).toMatch(/^aa[a-z2-7]{26}$/);
    expect(again).toBe(one);
    expect(next).not.toBe(one);
  });

  it("is nothing where nothing waits", async () => {
    expect(await plan({ matter: { awaiting: [] } })).toEqual({ kind: "nothing" });
    expect(await plan({ matter: { subject: undefined } })).toEqual({ kind: "nothing" });
  });

  it("is due ten working days later", async () => {
    expect(await plan()).toMatchObject({
      instruction: {
        dueOn: "2026-12-04",
        termFrom: "2026-11-20",
        termDays: 10,
        termEndsOn: "2026-12-04",
      },
    });
  });

  it("does not wait for a calendar that is missing: ten calendar days are told, and its end is 待定", async () => {
    const late = await plan({}, civilDate("2026-12-25"));
    expect(late).toMatchObject({
      kind: "ready",
      instruction: {
        dueOn: "2027-01-04",
        termFrom: "2026-12-25",
        termDays: 10,
        termEndsOn: null,
      },
    });
    const calendar = calendarWith(builtInCalendar, [aCalendarYear()]);
    const known = await plan({ city: { calendar } }, civilDate("2026-12-25"));
    expect(known).toMatchObject({
      instruction: { dueOn: "2027-01-09", termEndsOn: "2027-01-09" },
    });
  });

  it("as a service has no amount, and needs no account", async () => {
    const made = await plan({
      policy: policyOf("park-admission"),
      matter: { subject: { ...subject, accountSealed: null }, confirmations: [] },
    });
    expect(made).toMatchObject({
      kind: "ready",
      instruction: { kind: "service", amountFen: null, payeeSealed: null, dueOn: today },
    });
  });
});

const cameBack = {
  ...entitlement,
  period: "2026-10",
  state: "payment-returned" as const,
  instruction: "x",
};

describe("less on a bill, or money back on it", () => {
  const payers = new Set(["tax", "trade-union"]);
  const onBill = (id: string, more: Partial<FulfilmentMatter> = {}) =>
    plan({ policy: policyOf(id), city: { payers }, matter: { confirmations: [], ...more } });

  it.each([
    ["six-taxes-two-fees-reduction", "reduction"],
    ["small-union-dues-refund", "refund"],
  ])("%s carries its amount and no account", async (id, kind) => {
    const awaiting = [entitlement, { ...entitlement, period: "2026-12", amountFen: fen(1_00) }];
    expect(await onBill(id, { awaiting })).toMatchObject({
      kind: "ready",
      instruction: { kind, amountFen: 76_00, payeeSealed: null, dueOn: today },
    });
  });

  it("carries none while one of its periods has none", async () => {
    const awaiting = [entitlement, { ...entitlement, period: "2026-12", amountFen: null }];
    const made = await onBill("six-taxes-two-fees-reduction", { awaiting });
    expect(made).toMatchObject({ kind: "ready", instruction: { amountFen: null } });
  });

  it("is not tried again after it was rejected, whatever account is on file", async () => {
    const returned = [{ entitlement: cameBack, payeeSealed: null }];
    const made = await onBill("six-taxes-two-fees-reduction", { awaiting: [], returned });
    expect(made).toEqual({ kind: "nothing" });
  });
});

describe("a payment to an organisation", () => {
  const refund = policyOf("job-retention-refund");
  const planFor = (onFile: Partial<typeof subject>, more: Partial<FulfilmentMatter> = {}) =>
    plan({
      policy: refund,
      matter: {
        confirmations: [],
        ...more,
        subject: { ...subject, accountSealed: null, ...onFile },
      },
    });

  it("goes to its own account, and for want of one to the one that pays its social insurance", async () => {
    const both = await planFor({ accountSealed: "own", premiumAccountSealed: "premiums" });
    expect(both).toMatchObject({ instruction: { payeeSealed: "own" } });
    const one = await planFor({ premiumAccountSealed: "premiums" });
    expect(one).toMatchObject({ instruction: { payeeSealed: "premiums" } });
    expect(await planFor({})).toMatchObject({ kind: "held", because: "account-missing" });
  });

  it("that came back goes out again once the preferred account is on file", async () => {
    const returned = [{ entitlement: cameBack, payeeSealed: "premiums" }];
    const confirmations = [aConfirmation({ state: "confirmed", accountVersion: 2 })];
    const onFile = { premiumAccountSealed: "premiums" };
    const more = { awaiting: [], returned, confirmations };
    expect(await planFor(onFile, more)).toEqual({ kind: "nothing" });
    const again = await planFor({ ...onFile, accountSealed: "own" }, more);
    expect(again).toMatchObject({ kind: "ready", instruction: { payeeSealed: "own" } });
  });

  it("is held when an account came after the one that was confirmed", async () => {
    const confirmations = [aConfirmation({ state: "confirmed", accountVersion: 2 })];
    const onFile = { accountSealed: "own", premiumAccountSealed: "premiums", accountVersion: 3 };
    const made = await planFor(onFile, { confirmations });
    expect(made).toMatchObject({ kind: "held", because: "account-changed" });
  });
});

describe("a payment that came back", () => {
  const returned = [{ entitlement: cameBack, payeeSealed: "another account" }];

  it("goes out again as the next attempt, together with what waits, once another account is confirmed", async () => {
    const again = await plan({ matter: { returned } });
    expect(again).toMatchObject({
      kind: "ready",
      entitlements: [cameBack, entitlement],
      instruction: {
        periods: JSON.stringify(["2026-10", entitlement.period]),
        payeeSealed: subject.accountSealed,
      },
    });
  });

  it("stays back while the new account waits for its confirmation", async () => {
    const open = aConfirmation({ subjectKey: "aaone", state: "open" });
    expect(await plan({ matter: { returned, awaiting: [], confirmations: [open] } })).toEqual({
      kind: "nothing",
    });
  });
});

describe("a payment is held", () => {
  const held = (because: string) => ({ kind: "held", because, entitlements: [entitlement] });

  it("while the shard is behind its seal, before anything else", async () => {
    const restored = await plan({
      city: { isRestored: true, payers: new Set() },
      matter: { subject: { ...subject, accountSealed: null } },
    });
    expect(restored).toEqual(held("shard-restored"));
  });

  it("for want of an account", async () => {
    const made = await plan({ matter: { subject: { ...subject, accountSealed: null } } });
    expect(made).toEqual(held("account-missing"));
  });

  it("while an earlier payment came back and the account is still the same", async () => {
    const returned = [{ entitlement: cameBack, payeeSealed: subject.accountSealed }];
    expect(await plan({ matter: { returned } })).toEqual(held("account-returned"));
  });

  it("when the account is another than the one that was confirmed", async () => {
    const changed = { ...subject, accountVersion: 3 };
    expect(await plan({ matter: { subject: changed } })).toEqual(held("account-changed"));
  });

  it("for want of the payer's endpoint", async () => {
    expect(await plan({ city: { payers: new Set(["tax"]) } })).toEqual(held("payer-missing"));
  });

  it("when a register is late on which the verdict rests", async () => {
    const late = [aRegister("deathDate", now.getTime() - 48 * hour - 1)];
    expect(await plan({ city: { registers: late } })).toEqual(held("register-late"));
  });
});

describe("a payment of a policy that is paused", () => {
  const inStage = (stage: Stage): Partial<City> => ({
    stages: new Map([[allowance.id, { stage, number: 2, reason: "", sinceAt: 0 }]]),
  });

  it("is held, the one that came back too, and goes on in every other stage", async () => {
    const returned = [{ entitlement: cameBack, payeeSealed: "another account" }];
    expect(await plan({ city: inStage("paused"), matter: { returned } })).toEqual({
      kind: "held",
      because: "policy-paused",
      entitlements: [cameBack, entitlement],
    });
    for (const stage of ["live", "pilot", "retired"] as const)
      expect((await plan({ city: inStage(stage) })).kind).toBe("ready");
  });

  it("is held for the restored shard first", async () => {
    const made = await plan({ city: { ...inStage("paused"), isRestored: true } });
    expect(made).toMatchObject({ because: "shard-restored" });
  });
});

describe("a payment that a fund must be able to bear", () => {
  const figure = parameter<number>({
    id: "reserve",
    label: "备付期限",
    publisher: "human-resources",
    unit: "months",
    values: [
      {
        from: "2026-11-01",
        until: "2026-11-20",
        value: 12,
        status: "sample",
        source: { document: "示例", clause: "一", inForceUntil: "not-stated" },
      },
    ],
  });
  const notGuaranteed = { isGuaranteedByLaw: false } as const;
  const guarded = (atLeast: number, isGuaranteedByLaw = false): Policy => ({
    ...senior,
    ...(isGuaranteedByLaw ? ({ isGuaranteedByLaw: true } as const) : notGuaranteed),
    versions: mapped(senior.versions, (version) => ({
      ...version,
      fundingGuard: { figure, atLeast, clause: "示例" },
    })),
  });

  it("leaves while the published figure is high enough", async () => {
    expect((await plan({ policy: guarded(12) })).kind).toBe("ready");
  });

  it("is held while the figure is too low, and while none is known for today", async () => {
    const short = { kind: "held", because: "reserve-short", entitlements: [entitlement] };
    expect(await plan({ policy: guarded(13) })).toEqual(short);
    expect(await plan({ policy: guarded(1) }, civilDate("2026-11-21"))).toEqual(short);
  });

  it("never waits for the fund where the law guarantees it", async () => {
    expect((await plan({ policy: guarded(13, true) })).kind).toBe("ready");
  });
});

describe("a payment for somebody who counts only once", () => {
  const subsidy = policyOf("job-absorption-subsidy");
  const one = anEntitlement({
    subjectKey: "aaone",
    policy: subsidy.id,
    period: "once:abcdefghijkl",
    judgedOn: civilDate("2022-11-20"),
    ruleVersion: "2022",
    amountFen: fen(2_000_00),
    state: "awaiting-fulfilment",
    reservation: "held",
  });
  const employer = { ...subject, accountSealed: null, premiumAccountSealed: "premiums" };
  const planFor = (...awaiting: readonly Entitlement[]) =>
    plan({ policy: subsidy, matter: { awaiting, confirmations: [], subject: employer } });

  it("leaves when the place is held, and tells no part of the person’s key", async () => {
    const made = await planFor(one, { ...one, period: "once:mnopqrstuvwx" });
    if (made.kind !== "ready") throw new Error(made.kind);
    expect(made.instruction.amountFen).toBe(4_000_00);
    expect(JSON.parse(made.instruction.periods)).toEqual([
      expect.stringMatching(/^once:[a-z2-7]{8}$/),
      expect.stringMatching(/^once:[a-z2-7]{8}$/),
    ]);
    expect(JSON.stringify(made.instruction)).not.toMatch(/abcdefgh|mnopqrst/);
  });

  it.each([null, "asked", "elsewhere", "released"] as const)(
    "never leaves otherwise (%s), whatever else went wrong, and holds up nobody",
    async (reservation) => {
      const not = { ...one, period: "once:zzzzzzzzzzzz", reservation };
      expect(await planFor(not)).toEqual({ kind: "nothing" });
      expect(await planFor(not, one)).toMatchObject({
        kind: "ready",
        entitlements: [one],
        instruction: { amountFen: 2_000_00 },
      });
      const returned = [
        { entitlement: { ...not, state: "payment-returned" as const }, payeeSealed: "x" },
      ];
      const back = await plan({
        policy: subsidy,
        matter: { awaiting: [], returned, confirmations: [], subject: employer },
      });
      expect(back).toEqual({ kind: "nothing" });
    },
  );
});

describe("a payment is not held", () => {
  it("by a register that is 48 hours old, or on which nothing rests", async () => {
    const registers = [
      aRegister("deathDate", now.getTime() - 48 * hour),
      aRegister("disabilityGrade", 0),
    ];
    expect((await plan({ city: { registers } })).kind).toBe("ready");
  });

  it("by an account that came after the confirmation, when there was none before", async () => {
    const confirmations = [aConfirmation({ state: "confirmed", accountVersion: 0 })];
    const made = await plan({
      matter: { confirmations, subject: { ...subject, accountVersion: 1 } },
    });
    expect(made.kind).toBe("ready");
  });

  it("by a confirmation of another period than those that wait", async () => {
    const confirmations = [
      aConfirmation({ state: "confirmed", scope: "2025", accountVersion: 1 }),
      aConfirmation({ state: "confirmed", scope: "2026-11", accountVersion: 2 }),
    ];
    expect((await plan({ matter: { confirmations } })).kind).toBe("ready");
  });

  it("by a decision that no longer counts", async () => {
    const confirmations = [aConfirmation({ state: "ended", accountVersion: 1 })];
    expect((await plan({ matter: { confirmations } })).kind).toBe("ready");
  });

  it("by another period that is held for its facts, which stays behind", async () => {
    const waiting = { ...entitlement, period: "2026-10", heldBecause: "facts-unknown" } as const;
    const made = await plan({ matter: { awaiting: [waiting, entitlement] } });
    expect(made).toMatchObject({
      kind: "ready",
      entitlements: [entitlement],
      instruction: { periods: '["2026-11"]', amountFen: 75_00 },
    });
    expect(await plan({ matter: { awaiting: [waiting] } })).toEqual({ kind: "nothing" });
  });
});
