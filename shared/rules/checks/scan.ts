import type { Policy, Version } from "#shared/rules/policy.ts";
import type { ScanTerms } from "#shared/rules/language/scan-terms.ts";
import { isScanVersion, offlineTimes, scanTermsOf } from "#shared/rules/scan.ts";
import { findingsIn, type Finding } from "./finding.ts";

type Fault = readonly [field: string, en: string, zh: string];

/** Words by which a gatekeeper would learn what kind of person stands there. */
const tellingWords =
  /残疾|残联|低保|困难|重残|烈属|遗属|退役|老年|老人|长者|学生|职工|失业|孤|disab|martyr|veteran|poor|poverty|low-income|student|pupil|senior|elder|bereav/i;

const most = {
  perDay: 20,
  perMonth: 200,
  capTimes: 1_000,
  capFen: 1_000_000,
  reimbursedFen: 100_000,
};

/** What a scan gives is limited, its loss is capped, and what venues read of it tells no class of person. */
export function checkScan(policy: Policy, version: Version): Finding[] {
  if (!isScanVersion(version)) return [];
  const say = findingsIn(policy, version);
  const { amount } = version;
  const scan = scanTermsOf(version);
  if (scan === undefined) {
    return [
      say(
        "scan",
        "It does not say what a scan gives. State the terms.",
        "没有写明扫码享受的次数和限额，请补充。",
      ),
    ];
  }
  return [
    ...ofPeriod(policy),
    ...ofLimits(scan),
    ...ofOffline(scan),
    ...ofTelling(policy, scan, amount.benefit),
  ].map(([field, en, zh]) => say(field, en, zh));
}

function ofPeriod({ period, subject, per }: Policy): Fault[] {
  if (period === "visit" && subject === "person" && per === undefined) return [];
  return [
    [
      "period",
      "What a scan gives is given to a person by the visit. Make the period “visit”, the subject “person”, and leave out per.",
      "扫码享受的按次享受，对象是本人：请把期间改为“visit”、对象改为个人，并去掉per。",
    ],
  ];
}

const isWithin = (value: number | undefined, limit: number): boolean =>
  value === undefined || (Number.isSafeInteger(value) && value >= 1 && value <= limit);

function ofLimits({ limits, reimbursedFen }: ScanTerms): Fault[] {
  const { perDay, perMonth } = limits;
  const faults: Fault[] = [];
  if (perDay === undefined && perMonth === undefined) {
    faults.push([
      "scan.limits",
      "It says no limit. State how often it is given a day or a month.",
      "没有写明次数限制，请写明每天或者每月几次。",
    ]);
  }
  if (!isWithin(perDay, most.perDay) || !isWithin(perMonth, most.perMonth)) {
    faults.push([
      "scan.limits",
      `A limit is a whole number, at most ${most.perDay} a day and ${most.perMonth} a month. Correct it.`,
      `次数应为整数，每天不超过${most.perDay}次、每月不超过${most.perMonth}次，请更正。`,
    ]);
  }
  if (perDay !== undefined && perMonth !== undefined && perMonth <= perDay) {
    faults.push([
      "scan.limits",
      "The limit of a month is not above that of a day, so one of them is idle. Correct it.",
      "每月次数没有超过每天次数，其中一项不起作用，请更正。",
    ]);
  }
  if (!isWithin(reimbursedFen, most.reimbursedFen)) {
    faults.push([
      "scan.reimbursedFen",
      `What is given back for a visit is whole fen, at most ${most.reimbursedFen}. Correct it.`,
      `每次补贴应为整数分，不超过${most.reimbursedFen}分，请更正。`,
    ]);
  }
  return faults;
}

function ofOffline(terms: ScanTerms): Fault[] {
  const { offline, reimbursedFen } = terms;
  if (offline === "never") return [];
  if (!isWithin(offline.capTimes, most.capTimes) || !isWithin(offline.capFen, most.capFen)) {
    return [
      [
        "scan.offline",
        `The cap of a device is a whole number, at most ${most.capTimes} times or ${most.capFen} fen a day. Correct it.`,
        `每台设备每天的限额应为整数，不超过${most.capTimes}次或者${most.capFen}分，请更正。`,
      ],
    ];
  }
  if (offline.capFen === undefined || offlineTimes(terms) >= 1) return [];
  return [
    [
      "scan.offline",
      reimbursedFen === undefined
        ? "A cap in fen says nothing where a visit has no price. Give reimbursedFen, or a cap in times."
        : "The cap in fen does not cover one visit. Raise it, or say “never”.",
      reimbursedFen === undefined
        ? "没有每次补贴标准，按金额的限额不起作用，请写明标准或者改为次数。"
        : "按金额的限额不足一次，请提高或者改为断网时不能享受。",
    ],
  ];
}

function ofTelling(policy: Policy, terms: ScanTerms, benefit: string): Fault[] {
  const faults: Fault[] = [];
  const told = terms.toldAs ?? policy.id;
  if (policy.sensitive && tellingWords.test(told)) {
    faults.push([
      "scan.toldAs",
      "Venues would read from its id who the person is. Give another id by toldAs.",
      "场所会从编号得知当事人的身份，请用toldAs另取编号。",
    ]);
  }
  if (!/^[a-z][a-z-]{2,60}$/.test(told)) {
    faults.push([
      "scan.toldAs",
      "An id is of small letters and hyphens. Correct it.",
      "编号只用小写字母和连字符，请更正。",
    ]);
  }
  for (const [field, text] of [
    ["scan.whenUnknown", terms.whenUnknown],
    ["amount", benefit],
  ] as const) {
    if (text.trim() === "" || tellingWords.test(text)) {
      faults.push([
        field,
        "The gatekeeper reads it: it says what to do or what is given, and never what kind of person stands there. Reword it.",
        "这是给验证人员看的，只写优待内容或者怎么做，不得写明当事人的身份类别，请改写。",
      ]);
    }
  }
  return faults;
}
