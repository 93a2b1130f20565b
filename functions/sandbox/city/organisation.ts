import {
  addDays,
  civilDate,
  monthOf,
  yearOf,
  type CivilDate,
} from "#shared/calendar/civil-date.ts";
import type { DistrictCode } from "#shared/identity/districts.ts";
import { organisationName } from "./names.ts";
import { creditCode } from "./numbers.ts";
import { bankAccount, residentsByDistrict } from "./person.ts";
import { seededRandom, type Random } from "./random.ts";

interface SampleAccount {
  readonly bank: string;
  readonly number: string;
}

/** An organisation of the sample city; what is undefined, no department knows. */
export interface SampleOrganisation {
  readonly id: string;
  readonly name: string;
  readonly establishedOn: CivilDate;
  readonly deregisteredOn: CivilDate | undefined;
  readonly industry: string;
  readonly registeredDistrict: DistrictCode;
  readonly sizeClass: "micro" | "small" | "medium" | "large" | undefined;
  readonly specialisedNew: "city" | "national" | undefined;
  readonly seriousDishonesty: boolean;
  readonly phone: string | undefined;
  readonly account: SampleAccount | undefined;
  /** The one that pays the social insurance; of most it is the same. */
  readonly premiumAccount: SampleAccount | undefined;
  /** By fact with its period, e.g. insuredHeadcount@2025-12. */
  readonly insurance: Readonly<Record<string, number>>;
}

const categories = [
  ["91", 88],
  ["92", 5],
  ["52", 4],
  ["31", 2],
  ["53", 1],
] as const;

/** Trades with their class of GB/T 4754-2017; services are above 70%. */
const trades: readonly (readonly [readonly [string, string], number])[] = [
  [["餐饮", "6210"], 12],
  [["零售", "5211"], 14],
  [["软件", "6513"], 14],
  [["物流", "5810"], 8],
  [["设计", "7484"], 10],
  [["咨询", "7243"], 12],
  [["旅游", "7291"], 4],
  [["机械", "3484"], 12],
  [["生物", "2761"], 6],
  [["建筑", "4710"], 8],
];

const sizes = [
  ["micro", 62],
  ["small", 28],
  ["medium", 8],
  ["large", 2],
] as const;

type SizeClass = (typeof sizes)[number][0];
const headcounts: Readonly<Record<SizeClass, readonly [number, number]>> = {
  micro: [3, 30],
  small: [31, 120],
  medium: [121, 600],
  large: [800, 3000],
};

/** Two Decembers at the edges of what the policies allow: 5.5% above thirty insured people, 20% up to thirty. */
export const edges: readonly (readonly [SizeClass, number, number])[] = [
  ["medium", 200, 189],
  ["medium", 200, 188],
  ["micro", 30, 24],
  ["micro", 30, 23],
  ["small", 31, 30],
  ["small", 31, 29],
];

export function sampleOrganisation(
  random: Random,
  today: CivilDate,
  serial: number,
): SampleOrganisation {
  const category = random.weighted(categories);
  const isEnterprise = category === "91";
  const [trade, industry] = random.weighted(trades);
  const edge = edges[serial];
  const size = edge?.[0] ?? random.weighted(sizes);
  const lastYear = yearOf(today) - 1;
  const young = edge === undefined && random.chance(0.06);
  const one: Omit<SampleOrganisation, "premiumAccount"> = {
    id: creditCode(category, 10_000_000 + serial * 37),
    name: organisationName(random, category, trade, serial + 1),
    establishedOn: young
      ? civilDate(`${lastYear}-0${random.integer(2, 9)}-15`)
      : addDays(civilDate(`${lastYear - 1}-06-30`), -random.integer(0, 9000)),
    deregisteredOn:
      edge === undefined && random.chance(0.03)
        ? addDays(today, -random.integer(10, 90))
        : undefined,
    industry,
    registeredDistrict: random.weighted(residentsByDistrict),
    sizeClass: edge === undefined && random.chance(0.04) ? undefined : size,
    specialisedNew: specialised(random, isEnterprise, industry),
    seriousDishonesty: edge === undefined && random.chance(0.02),
    phone: random.chance(0.95)
      ? `138${String(random.integer(0, 99_999_999)).padStart(8, "0")}`
      : undefined,
    account: random.chance(0.95) ? bankAccount(random) : undefined,
    insurance: insurance(random, size, lastYear, edge, young ? random.integer(2, 10) : undefined),
  };
  // From a stream of its own, which leaves everything else as it was.
  return { ...one, premiumAccount: premiumAccount(seededRandom(serial), one.account) };
}

function premiumAccount(
  random: Random,
  account: SampleAccount | undefined,
): SampleAccount | undefined {
  if (random.chance(0.05)) return undefined;
  return account !== undefined && random.chance(0.8) ? account : bankAccount(random);
}

function specialised(
  random: Random,
  isEnterprise: boolean,
  industry: string,
): SampleOrganisation["specialisedNew"] {
  if (industry !== "6513" && industry !== "3484") return undefined;
  const level = random.chance(0.2) ? "city" : random.chance(0.03) ? "national" : undefined;
  return isEnterprise ? level : undefined;
}

/** The figures that the refund of premiums rests on; `firstMonth` of last year for those founded then. */
function insurance(
  random: Random,
  size: SizeClass,
  lastYear: number,
  edge: readonly [SizeClass, number, number] | undefined,
  firstMonth: number | undefined,
): Record<string, number> {
  const before = edge?.[1] ?? random.integer(...headcounts[size]);
  const after = edge?.[2] ?? headcountAfter(random, before);
  const attrition = edge === undefined && random.chance(0.3) ? Math.floor(before * 0.02) : 0;
  const figures: Record<string, number> = {
    [`naturalAttrition@${lastYear}`]: attrition,
    // Half a per cent each of employer and employee, on a base around the city's average wage.
    [`unemploymentPremiumPaidFen@${lastYear}`]: after * 12 * random.integer(60_00, 130_00),
  };
  // A few have not been counted yet.
  if (edge === undefined && random.chance(0.04)) return figures;
  figures[`insuredHeadcount@${lastYear}-12`] = after;
  if (firstMonth === undefined) {
    figures[`insuredHeadcount@${lastYear - 1}-12`] = before;
    return figures;
  }
  for (let month = 1; month < 12; month += 1) {
    const name = `insuredHeadcount@${monthOf(civilDate(`${lastYear}-${String(month).padStart(2, "0")}-01`))}`;
    figures[name] = month < firstMonth ? 0 : before;
  }
  figures[`insuredHeadcount@${lastYear - 1}-12`] = 0;
  return figures;
}

/** Most keep their people; some lay off more than any policy allows. */
function headcountAfter(random: Random, before: number): number {
  if (random.chance(0.14)) return Math.floor(before * (0.5 + random.next() * 0.3));
  return Math.max(1, Math.round(before * (0.97 + random.next() * 0.15)));
}

/** About how many work there, by last year's premiums, which are known of every one. */
export function headcountOf(one: SampleOrganisation): number {
  const premium = Object.entries(one.insurance).find(([fact]) => fact.startsWith("unemploymentP"));
  return Math.max(1, Math.round((premium?.[1] ?? 0) / (12 * 95_00)));
}
