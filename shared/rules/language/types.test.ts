import { scanTerms } from "#shared/testing/scan-terms.ts";
import { describe, expect, expectTypeOf, it } from "vitest";
import type { ExampleFacts } from "#shared/rules/example.ts";
import { policy, type Delivery, type PolicyFile, type Version } from "#shared/rules/policy.ts";
import { benefit, once, perMonth, perYear } from "./amount.ts";
import { byValue, choose } from "./choose.ts";
import {
  absent,
  ageAtLeast,
  atLeast,
  atMost,
  dateOnOrAfter,
  dateOnOrBefore,
  holds,
  is,
  isOneOf,
  judgedDay,
  lasted,
  lessThan,
  moreThan,
  present,
  within,
  years,
} from "./compare.ts";
import type { Condition, NumberExpression } from "./condition.ts";
import { decemberOf, fact, lastYear, monthBefore } from "./fact-reference.ts";
import { all, any, cases, not, ratioAtMost, worded } from "./logic.ts";
import {
  byAge,
  byBands,
  capped,
  count,
  perHead,
  proportionOf,
  proRata,
  shareOf,
  sum,
  times,
  valueOf,
} from "./number.ts";
import { parameter, type Parameter } from "./parameter.ts";
import { every, some } from "./relation.ts";
import { percent, type Share } from "./share.ts";
import type { Source } from "./source.ts";

/**
 * The checker is the test: each line of `refused` has to be an error of its own, and each of `taken` has to be none, so
 * that what is refused is refused for the reason given. None of them is called.
 */
type Lines = Readonly<Record<string, () => unknown>>;

function told(lines: Lines): void {
  it.each(Object.entries(lines))("%s", (_, line) => {
    expect(line).toBeTypeOf("function");
  });
}

const heads = fact("insuredHeadcount", decemberOf(-1));
const premium = fact("unemploymentPremiumPaidFen", lastYear);
const sum60 = { mode: "half-up", clause: "一" } as const;

const source: Source = { document: "示例文件", clause: "一", inForceUntil: "not-stated" };
const valueText = { from: "2022-01-01", status: "sourced", source } as const;
const standard = parameter<number>({
  id: "standard",
  label: "低保标准",
  publisher: "civil-affairs",
  unit: "fen",
  values: [{ ...valueText, value: 1330_00 }],
});
const target = parameter<Share>({
  id: "target",
  label: "失业率控制目标",
  publisher: "human-resources",
  unit: "share",
  values: [{ ...valueText, value: percent("5.5") }],
});

describe("conditions that are taken", () => {
  told({
    "a number with a number": () => atLeast(heads, 30),
    "a number with a parameter": () => lessThan(premium, times(3, valueOf(standard))),
    "a day with a day": () => dateOnOrAfter("establishedOn", "2022-01-01"),
    "a day with the day of another event": () =>
      dateOnOrBefore("deathDate", { dayOf: "crematedOn" }),
    "a value of a choice": () => is("sizeClass", "large"),
    "a relative's condition about the relative": () => some("employee", ageAtLeast(18)),
    "one for each value": () => byValue("sex", { male: percent("5"), female: percent("6") }),
    "a fact with its period": () => fact("insuredHeadcount", monthBefore(1)),
    "an absence of what can be absent": () => absent("disabilityGrade"),
  });
});

describe("conditions that the types refuse", () => {
  told({
    // @ts-expect-error a day is no number
    "a day compared with a number": () => atLeast(fact("birthDate"), 65),
    // @ts-expect-error a day is no number
    "a number compared with a day": () => atMost(heads, "2022-01-01"),
    // @ts-expect-error a day is no number
    "a number compared with the day of an event": () => moreThan(heads, fact("establishedOn")),
    // @ts-expect-error a number is no day
    "a day compared with the day of a number": () => dateOnOrBefore("birthDate", { dayOf: "sex" }),
    // @ts-expect-error a number is no day
    "a number taken for a day": () => dateOnOrBefore("insuredHeadcount", judgedDay),
    // @ts-expect-error a number has no duration
    "a duration since a number": () => lasted("disabilityGrade", years(1)),
    // @ts-expect-error a boolean is no day
    "a time within a boolean": () => within("veteran", years(1)),
    // @ts-expect-error 65 is no duration
    "a duration without a unit": () => lasted("birthDate", 65),
    // @ts-expect-error a choice is neither true nor false
    "a choice that holds": () => holds("sizeClass"),
    // @ts-expect-error the dictionary has no such fact
    "an unknown boolean": () => holds("isRich"),
    // @ts-expect-error the dictionary has no such fact
    "an unknown fact": () => fact("shoeSize"),
    // @ts-expect-error the dictionary has no such day
    "an unknown day": () => dateOnOrBefore("weddingDay", judgedDay),
    // @ts-expect-error sizeClass has no such value
    "an unknown value of a choice": () => is("sizeClass", "huge"),
    // @ts-expect-error sizeClass has no such value
    "an unknown value among several": () => isOneOf("sizeClass", ["small", "huge"]),
    // @ts-expect-error 310102 was abolished in 2000
    "a district that there is not": () => is("hukouDistrict", "310102"),
    // @ts-expect-error nothing is one of none
    "no value at all": () => isOneOf("sizeClass", []),
    // @ts-expect-error a number is compared, not listed
    "a list of numbers": () => isOneOf("disabilityGrade", [1, 2]),
    // @ts-expect-error female is left out
    "a choice by only some of the values": () => byValue("sex", { male: percent("5") }),
    // @ts-expect-error birthDate is never absent, only unknown
    "an absence of what cannot be absent": () => absent("birthDate"),
    // @ts-expect-error of a headcount nobody says that there is none
    "a presence of what cannot be absent": () => present("insuredHeadcount"),
    // @ts-expect-error a choice says “none” by a value
    "an absence of a choice": () => absent("specialisedNew"),
    // @ts-expect-error all of no parts
    "a conjunction of nothing": () => all(),
    // @ts-expect-error words without the clause
    "words that say no clause": () => worded({ met: "符合" }, holds("veteran")),
  });
});

describe("periods that the types refuse", () => {
  told({
    // @ts-expect-error which month?
    "a fact of a month without one": () => fact("insuredHeadcount"),
    // @ts-expect-error a year is no month
    "a fact of a month with a year": () => fact("insuredHeadcount", lastYear),
    // @ts-expect-error which year?
    "a fact of a year without one": () => fact("naturalAttrition"),
    // @ts-expect-error a month is no year
    "a fact of a year with a month": () => fact("naturalAttrition", decemberOf(-1)),
    // @ts-expect-error birthDate has no period
    "a period of what has none": () => fact("birthDate", lastYear),
  });
});

describe("subjects that the types refuse", () => {
  const ofFirm: Condition<"organisation"> = atLeast(heads, 1);
  const ofPerson: Condition<"person"> = ageAtLeast(65);
  const forFirms = (condition: Condition<"organisation">) => condition;
  const forPeople = (condition: Condition<"person">) => condition;
  const fenOfFirm = (number: NumberExpression<"organisation">) => number;

  it("a condition is about whom its facts are about", () => {
    expectTypeOf(ofFirm).not.toExtend<Condition<"person">>();
    expectTypeOf(ofPerson).not.toExtend<Condition<"organisation">>();
    expectTypeOf(some("child", ageAtLeast(1))).not.toExtend<Condition<"organisation">>();
    expectTypeOf(some("employee", ageAtLeast(18))).toExtend<Condition<"organisation">>();
    expectTypeOf(count("employee", ageAtLeast(18))).toExtend<NumberExpression<"organisation">>();
  });

  told({
    // @ts-expect-error a firm has no birthday
    "a person's fact in an organisation's rule": () => all(ofFirm, ageAtLeast(65)),
    // @ts-expect-error a firm has no birthday
    "a person's fact where an organisation is asked about": () => forFirms(ofPerson),
    // @ts-expect-error a firm has no children
    "a person's relation in an organisation's rule": () => forFirms(some("child", ofPerson)),
    // @ts-expect-error a person has no employees
    "an organisation's relation in a person's rule": () => forPeople(some("employee", ofPerson)),
    // @ts-expect-error an employee is a person
    "an employee's condition about an organisation's fact": () => some("employee", ofFirm),
    // @ts-expect-error a child is a person
    "a count of relatives by an organisation's fact": () => count("child", ofFirm),
    // @ts-expect-error a firm has no children
    "a count of children in an organisation's number": () => fenOfFirm(count("child", ofPerson)),
    // @ts-expect-error the dictionary has no such relation
    "an unknown relation": () => every("cousin", ofPerson),
    // @ts-expect-error both parts are about one subject
    "alternatives about two subjects": () => any(ofPerson, ofFirm),
    // @ts-expect-error both are about one subject
    "a firm's day": () => dateOnOrBefore("birthDate", { dayOf: "establishedOn" }),
    // @ts-expect-error the case and its demand are about one subject
    "a case about another subject": () => forPeople(cases({ when: ofPerson, demand: ofFirm })),
  });
});

describe("numbers and shares that the types refuse", () => {
  const share = percent("60");
  const when = holds("seriousDishonesty");
  const ratio = { name: "率", dividend: heads, divisor: heads } as const;
  const part = { per: "month", by: "days", rounding: sum60 } as const;
  const { source: _, ...unsourced } = { ...valueText, value: 1 };
  told({
    // @ts-expect-error a share is no number
    "a share where a number is wanted": () => atLeast(heads, share),
    // @ts-expect-error target is a share
    "a parameter that is a share where a number is wanted": () => valueOf(target),
    // @ts-expect-error standard is money
    "a parameter that is money where a share is wanted": () => shareOf(standard),
    // @ts-expect-error a number is no share
    "a number where a share is wanted": () => proportionOf(0.6, premium, sum60),
    // @ts-expect-error standard is money
    "a money parameter as a share": () => proportionOf(valueOf(standard), premium, sum60),
    // @ts-expect-error which clause rounds so?
    "a rounding that names no clause": () => proportionOf(share, premium, { mode: "down" }),
    // @ts-expect-error a limit is a share
    "a ratio with a number for a limit": () => ratioAtMost({ ...ratio, limit: 5 }),
    // @ts-expect-error a fact that is a day is no number
    "a sum with a day": () => sum(heads, fact("establishedOn")),
    // @ts-expect-error a share is no number
    "a cap that is a share": () => capped(premium, share),
    // @ts-expect-error one of a number and a share is neither
    "a number or a share": () => atLeast(choose({ when, use: 1, otherwise: share }), 1),
    // @ts-expect-error a band begins at a number
    "a band that begins at a text": () => byBands(heads, [["30", 1]]),
    // @ts-expect-error a share is a fraction, not a text
    "a percentage as a text": () => proportionOf("60%", premium, sum60),
    // @ts-expect-error a parameter of fen has no share
    "a share in fen": () => parameter<Share>({ ...target, unit: "fen" }),
    // @ts-expect-error a parameter has at least one value
    "a parameter without a value": () => parameter<number>({ ...standard, values: [] }),
    // @ts-expect-error a value cites its source
    "a value without a source": () => parameter<number>({ ...standard, values: [unsourced] }),
    // @ts-expect-error a part is taken since a day
    "a part of a period since a number": () => proRata(1, { ...part, since: heads }),
  });

  it("a parameter is of one unit", () => {
    expectTypeOf(standard).toEqualTypeOf<Parameter<number>>();
    expectTypeOf(standard).not.toExtend<Parameter<Share>>();
    expectTypeOf<Parameter<Share>["unit"]>().toEqualTypeOf<"share">();
  });

  it("an amount is about whom its numbers are about", () => {
    expectTypeOf(perMonth(byAge([[65, 1]]))).not.toExtend<Version<"organisation">["amount"]>();
    expectTypeOf(perYear(perHead(600_00, heads))).not.toExtend<Version<"person">["amount"]>();
  });
});

const version = {
  id: "2020",
  from: "2020-01-01",
  status: "sourced",
  source,
  mode: "confirm",
  ground: "choice",
  adverseEffects: false,
  eligible: ageAtLeast(65),
  amount: perMonth(100_00),
  amountInWords: "每月100元",
  arrears: "all",
  leftToPeople: [],
} as const satisfies Version<"person", string>;

const file = {
  id: "sample",
  title: "示例津贴",
  subject: "person",
  leadDepartment: "civil-affairs",
  isGuaranteedByLaw: false,
  sensitive: false,
  assurance: "link",
  period: "month",
  standing: true,
  commitment: "情况有变化时及时告知。",
  fulfilment: { kind: "service", payer: "civil-affairs" },
  ordinaryChannel: { text: "社区事务受理服务中心" },
  versions: [version],
} as const satisfies PolicyFile;

const posted = { workingDays: 5, document: "示例文件", clause: "公示" } as const;
const masked = { ...posted, names: "masked" } as const;
const inFull = { ...posted, names: "in-full" } as const;
const byNumber = { ...posted, names: "number-only" } as const;

describe("versions that the types refuse", () => {
  const { source: _, ...unsourced } = version;
  const { inForceUntil: __, ...undated } = source;
  const direct = { ...version, mode: "direct", ground: "none" } as const;
  const scan = {
    ...version,
    mode: "scan",
    ground: "none",
    amount: benefit("免费"),
    scan: scanTerms,
  } as const;
  const unlimited = { ...scanTerms, limits: { within: "venue" } } as const;
  const byLaw = "application-by-law-or-regulation";
  const { document: ___, ...unfounded } = masked;
  const filed = (one: Version<"person", string>) => policy({ ...file, versions: [one] });

  it("taken are a direct one and a scan that nothing forbids", () => {
    expectTypeOf(direct).toExtend<Version<"person", string>>();
    expectTypeOf(scan).toExtend<Version<"person", string>>();
    expectTypeOf(filed(direct).id).toBeString();
    expectTypeOf(filed(scan).id).toBeString();
  });

  it("a ground or an adverse side that forbids the mode", () => {
    type Without<Mode, Ground, Adverse> = { mode: Mode; ground: Ground; adverseEffects: Adverse };
    expectTypeOf<Without<"direct", typeof byLaw, false>>().not.toExtend<Delivery>();
    expectTypeOf<Without<"direct", "application-by-document", false>>().not.toExtend<Delivery>();
    expectTypeOf<Without<"scan", typeof byLaw, false>>().not.toExtend<Delivery>();
    expectTypeOf<Without<"scan", "application-by-document", false>>().not.toExtend<Delivery>();
    expectTypeOf<Without<"direct", "none", true>>().not.toExtend<Delivery>();
    expectTypeOf<Without<"scan", "none", true>>().not.toExtend<Delivery>();
    expectTypeOf<Without<"confirm", typeof byLaw, true>>().toExtend<Delivery>();
  });

  told({
    // @ts-expect-error the law demands an application
    "a direct one by application": () => filed({ ...direct, ground: byLaw }),
    // @ts-expect-error it has an adverse side
    "a direct one with an adverse side": () => filed({ ...direct, adverseEffects: true }),
    // @ts-expect-error the law demands an application
    "a scan by application": () => filed({ ...scan, ground: byLaw }),
    // @ts-expect-error it has an adverse side
    "a scan with an adverse side": () => filed({ ...scan, adverseEffects: true }),
    // @ts-expect-error how often?
    "a scan without terms": () => filed({ ...scan, scan: undefined }),
    // @ts-expect-error how often?
    "a scan without a limit": () => filed({ ...scan, scan: unlimited }),
    // @ts-expect-error it is not scanned
    "terms of a scan elsewhere": () => filed({ ...direct, scan: scanTerms }),
    // @ts-expect-error a scan pays nothing
    "money in a scan": () => filed({ ...scan, amount: perMonth(1) }),
    // @ts-expect-error where does it come from?
    "one without a source": () => filed(unsourced),
    // @ts-expect-error until when is the document in force?
    "a source without inForceUntil": () => filed({ ...version, source: undated }),
    // @ts-expect-error a firm's headcount is nothing of a person's
    "a firm's condition for a person": () => filed({ ...version, eligible: atLeast(heads, 1) }),
    // @ts-expect-error a firm's premium is nothing of a person's
    "an organisation's amount for a person": () => filed({ ...version, amount: once(premium) }),
    // @ts-expect-error a scan pays nothing that publicity could hold
    "publicity of a scan": () => filed({ ...scan, publicity: masked }),
    // @ts-expect-error a natural person's name is not public
    "a person in full": () => filed({ ...direct, publicity: inFull }),
    // @ts-expect-error by which document?
    "publicity on no ground": () => filed({ ...direct, publicity: unfounded }),
    // @ts-expect-error a policy has a version
    "no version at all": () => policy({ ...file, versions: [] }),
  });
});

describe("policies that the types refuse", () => {
  const firmVersion = { ...version, eligible: not(holds("seriousDishonesty")) };
  const firm = {
    ...file,
    subject: "organisation",
    assurance: "signed-in",
    standing: false,
    versions: [firmVersion],
  } as const;
  const hidden = {
    ...file,
    sensitive: true,
    neutralTitle: "补贴",
    assurance: "signed-in",
  } as const;
  const { neutralTitle: _, ...telling } = hidden;
  const maskedVersion = { ...version, publicity: masked };
  const maskedFirm = { ...firmVersion, publicity: masked };

  it("taken are a sensitive one with a neutral title, and one for organisations", () => {
    expectTypeOf(policy(hidden).id).toBeString();
    expectTypeOf(policy(firm).id).toBeString();
  });

  it("taken is a public list of companies in full, of persons masked, of sensitive matters by number", () => {
    expectTypeOf(
      policy({ ...firm, versions: [{ ...firmVersion, publicity: inFull }] }).id,
    ).toBeString();
    expectTypeOf(
      policy({ ...file, versions: [{ ...version, publicity: masked }] }).id,
    ).toBeString();
    expectTypeOf(
      policy({ ...hidden, versions: [{ ...version, publicity: byNumber }] }).id,
    ).toBeString();
  });

  told({
    // @ts-expect-error what shall its messages say?
    "a sensitive one without a neutral title": () => policy(telling),
    // @ts-expect-error a link is not sure enough
    "a sensitive one by the link": () => policy({ ...hidden, assurance: "link" }),
    // @ts-expect-error four digits are not sure enough
    "a sensitive one by four digits": () => policy({ ...hidden, assurance: "last-four" }),
    // @ts-expect-error a surname and a star tell who is poor
    "a sensitive one masked": () => policy({ ...hidden, versions: [maskedVersion] }),
    // @ts-expect-error a company is named in full
    "a company masked": () => policy({ ...firm, versions: [maskedFirm] }),
    // @ts-expect-error once is once
    "a standing one-off": () => policy({ ...file, period: "once" }),
    // @ts-expect-error a visit is confirmed by itself
    "a standing visit": () => policy({ ...file, period: "visit" }),
    // @ts-expect-error an organisation signs in
    "an organisation by the link": () => policy({ ...firm, assurance: "link" }),
    // @ts-expect-error an organisation's staff changes
    "an organisation with a standing confirmation": () => policy({ ...firm, standing: true }),
    // @ts-expect-error a firm has no birthday
    "an organisation with a person's version": () => policy({ ...firm, versions: [version] }),
  });
});

describe("examples that the types refuse", () => {
  const example = (facts: ExampleFacts) => facts;
  told({
    "taken: facts, periods, relatives, and what is not known": () =>
      example({ veteran: "missing", "insuredHeadcount@2023-12": 1, child: [{ sex: "male" }] }),
    // @ts-expect-error the dictionary has no such fact
    "an unknown fact": () => example({ shoeSize: 42 }),
    // @ts-expect-error which month?
    "a fact of a month without one": () => example({ insuredHeadcount: 1 }),
    // @ts-expect-error sizeClass has no such value
    "an unknown value": () => example({ sizeClass: "huge" }),
    // @ts-expect-error 310102 was abolished in 2000
    "a district that there is not": () => example({ hukouDistrict: "310102" }),
    // @ts-expect-error a grade is a number
    "a value of another type": () => example({ disabilityGrade: "4" }),
    // @ts-expect-error a boolean is no text
    "a boolean as a text": () => example({ veteran: "yes" }),
    // @ts-expect-error the dictionary has no such fact
    "an unknown fact of a relative": () => example({ child: [{ shoeSize: 42 }] }),
    // @ts-expect-error the dictionary has no such relation
    "an unknown relation": () => example({ cousin: [{}] }),
  });
});
