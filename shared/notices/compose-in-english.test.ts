import { describe, expect, it } from "vitest";
import { objectionStates, objectorKinds } from "#shared/db/enumerations.ts";
import { civilDate } from "#shared/calendar/civil-date.ts";
import { fen } from "#shared/money/fen.ts";
import { occasions } from "#shared/objections/tasks.ts";
import { policies } from "#shared/policies/index.ts";
import { listingOf } from "#shared/policies/listings.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { smsSegments } from "#shared/sms/segments.ts";
import { compose } from "./compose.ts";
import { composeObjection } from "./compose-objection.ts";
import { composeRecovery } from "./compose-recovery.ts";
import { englishTitleOf } from "./english-titles.ts";
import type { NoticeText } from "./notice-text.ts";
import type { Reader } from "./reader.ts";

const kinds = [
  "offer",
  "reminder",
  "lapsed",
  "announcement",
  "continued",
  "fulfilled",
  "returned",
  "suspended",
] as const;
const recoveries = [
  "recovery-announced",
  "recovery-decided",
  "recovery-changed",
  "recovery-withdrawn",
  "recovery-set-off",
  "recovery-owed-again",
  "recovered",
] as const;
const link = "https://jixiang.example/c#qxabcdefghijklmnopqrstuvwx27";
const deadlineAt = Date.parse("2026-12-01T08:00:00+08:00");
const reader: Reader = { locale: "en", channel: "sms" };

/** Every English message that there can be under a policy. */
function textsOf(policy: Policy, by: Reader = reader): NoticeText[] {
  const amountFen = fen(9_876_50);
  const facts = { policy, amountFen, deadlineAt, link };
  const dueOn = civilDate("2026-12-31");
  const objections = occasions.flatMap((occasion) =>
    objectorKinds.flatMap((raisedBy) =>
      objectionStates
        .filter((one) => occasion !== "result" || /upheld|refused|settled/.test(one))
        .flatMap((state) =>
          [null, "not-entitled", "facts-corrected"].map((outcome) =>
            composeObjection(occasion, policy, { raisedBy, state, outcome, freezes: 1 }, by),
          ),
        ),
    ),
  );
  return [
    ...kinds.flatMap((kind) => [
      compose(kind, facts, by),
      compose(kind, { ...facts, again: true }, by),
    ]),
    ...recoveries.flatMap((kind) => [
      composeRecovery(kind, { policy, amountFen, dueOn }, by),
      composeRecovery(kind, { policy, amountFen: fen(0), dueOn: null }, by),
    ]),
    ...objections,
  ];
}

const every = policies.map((policy) => [policy.id, policy] as const);

describe.each(every)("an English message of %s", (_, policy) => {
  it("has only letters that keep a text message small, and no gap in its words", () => {
    for (const { title, body } of textsOf(policy)) {
      expect(`${title}${body}`).toMatch(/^[\x20-\x7e]+$/);
      expect(body).not.toMatch(/undefined|null|NaN| {2}|\.\.|,\.|: \.|[a-z]\.[A-Z]/);
      expect(body).toMatch(/^Jixiang, /);
      expect(smsSegments(body)).toBe(Math.max(1, Math.ceil(body.length / 153)));
    }
  });

  it("asks for nothing, and holds no digits that could be a document number, a phone or an account", () => {
    for (const { title, body } of textsOf(policy)) {
      expect(body).toContain("asks you for nothing");
      const digits = `${title}\n${body}`.replaceAll(link, "").match(/\d+/g) ?? [];
      expect(digits.filter((one) => one.length > 5)).toEqual([]);
    }
  });

  it("says what the Chinese one says: the link where there is one, the day, the amount", () => {
    for (const kind of kinds) {
      const facts = { policy, amountFen: fen(9_876_50), deadlineAt, link };
      const chinese = compose(kind, facts).body;
      const english = compose(kind, facts, reader).body;
      expect(english.includes(link)).toBe(chinese.includes(link));
      expect(english.includes("1 December 2026")).toBe(chinese.includes("2026年12月1日"));
      expect(english.includes("9,876.50 yuan")).toBe(chinese.includes("9,876.50元"));
    }
  });
});

const sensitive = every.filter(([, policy]) => policy.sensitive);
const open = every.filter(([, policy]) => !policy.sensitive);

it.each(sensitive)(
  "an English message of the sensitive %s tells neither title nor amount",
  (id, policy) => {
    for (const { title, body } of textsOf(policy)) {
      const text = `${title}\n${body}`;
      expect(text).not.toContain(listingOf(id).titleEn);
      expect(text).not.toMatch(/9,?876/);
      expect(text).not.toMatch(
        /disab|hardship|poor|poverty|low.income|bereav|widow|martyr|veteran/i,
      );
    }
  },
);

it.each(open)("an English message of %s has the catalogue's title", (id, policy) => {
  expect(englishTitleOf(policy)).toBe(listingOf(id).titleEn);
});

it("every template has a name of its own in each language", () => {
  const [policy] = policies;
  if (policy === undefined) throw new Error("there is no policy");
  const named = (locale: Reader["locale"]) =>
    new Set(textsOf(policy, { locale, channel: "sms" }).map(({ template }) => template));
  const [chinese, english] = [named("zh-CN"), named("en")];
  expect(english.size).toBe(chinese.size);
  expect([...english].every((one) => one.endsWith(".en.v1"))).toBe(true);
});

describe("the way to the page", () => {
  const [policy] = policies;
  const body = (by: Reader) => {
    if (policy === undefined) throw new Error("there is no policy");
    return compose("offer", { policy, amountFen: null, deadlineAt, link }, by).body;
  };

  it("stands in a text message", () => {
    expect(body({ locale: "zh-CN", channel: "sms" })).toContain(`打开 ${link} `);
    expect(body({ locale: "en", channel: "sms" })).toContain(`open ${link} `);
  });

  it("is a button of an app, whose text needs no address", () => {
    for (const channel of ["app", "enterprise-page"] as const) {
      expect(body({ locale: "zh-CN", channel })).not.toContain("https://");
      expect(body({ locale: "en", channel })).toContain("open the link of this message");
    }
  });

  it("is an address and a code in groups of four in a letter, to be typed by hand", () => {
    const typed = "QXAB-CDEF-GHIJ-KLMN-OPQR-STUV-WX27";
    const chinese = body({ locale: "zh-CN", channel: "paper" });
    expect(chinese).toContain(`打开 https://jixiang.example/c 输入 ${typed} `);
    expect(body({ locale: "en", channel: "paper" })).toContain(`enter ${typed} `);
  });
});
