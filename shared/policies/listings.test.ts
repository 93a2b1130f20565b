import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { faultsOfSource } from "#shared/rules/checks/sources.ts";
import type { Listing } from "#shared/rules/listing.ts";
import { handJudged } from "./by-hand/index.ts";
import { isPolicyFile } from "./index-text.ts";
import { policies } from "./index.ts";
import { listingOf } from "./listings.ts";

const entries = [
  ...policies.map((policy) => ({ ...policy, listing: listingOf(policy.id) })),
  ...handJudged,
];

/** Every text of an entry of the catalogue, wherever it stands. */
function textsIn(part: unknown): string[] {
  if (typeof part === "string") return [part];
  if (typeof part !== "object" || part === null) return [];
  return Object.values(part).flatMap(textsIn);
}

function englishOf({ titleEn, english }: Listing): string[] {
  return [titleEn, ...textsIn(english)];
}

describe.each(entries)("the catalogue's entry $title", (entry) => {
  const { listing, leadDepartment, ordinaryChannel } = entry;

  it("leaves no text empty", () => {
    const texts = textsIn({ ...listing, ordinaryChannel, title: entry.title });
    expect(texts.filter((text) => text.trim() === "")).toEqual([]);
  });

  it("names the lead department first and no department twice", () => {
    const departments = [leadDepartment, ...listing.supportingDepartments];
    expect(new Set(departments).size).toBe(departments.length);
  });

  it("has an item code of twelve digits, or none", () => {
    expect(listing.itemCode ?? "000000000000").toMatch(/^\d{12}$/);
  });

  it("looks people up by each event and collection once", () => {
    const { lifeEvents, collections = [] } = listing;
    expect(lifeEvents.length).toBeGreaterThan(0);
    expect(new Set(lifeEvents).size).toBe(lifeEvents.length);
    expect(new Set(collections).size).toBe(collections.length);
  });

  it("speaks English in plain letters, and whole sentences", () => {
    for (const text of englishOf(listing)) expect(text).toMatch(/^[A-Z0-9][ -~]+$/);
    for (const text of textsIn(listing.english)) expect(text).toMatch(/\.$/);
  });

  it("speaks Chinese in its own fields", () => {
    const { responsibleUnit, personInCharge, handlingTime } = listing;
    for (const text of [responsibleUnit, personInCharge, handlingTime])
      expect(text).toMatch(/\p{Script=Han}/u);
  });
});

it.each(policies)("$title: the shares of its cost, if they are known, add up to 100", (policy) => {
  const { shares = [{ level: "city", percent: 100 }] } = policy.fulfilment;
  expect(shares.reduce((sum, { percent }) => sum + percent, 0)).toBe(100);
  expect(shares.every(({ percent }) => Number.isInteger(percent) && percent > 0)).toBe(true);
  expect(new Set(shares.map(({ level }) => level)).size).toBe(shares.length);
});

it.each(policies.filter(({ sensitive }) => sensitive))(
  "$title: a sensitive title has a neutral one beside it",
  ({ title, neutralTitle }) => {
    expect(neutralTitle ?? "").toMatch(/\p{Script=Han}/u);
    expect(neutralTitle).not.toBe(title);
  },
);

describe.each(handJudged)("what only people judge: $title", (entry) => {
  it("tells its conditions, what it brings, and why people judge it", () => {
    const texts = textsIn([entry.conditions, entry.amountInWords, entry.whyByPeople]);
    expect(texts.length).toBeGreaterThanOrEqual(3);
    expect(texts.filter((text) => text.trim() === "")).toEqual([]);
  });

  it("cites its source, and a sample says so", () => {
    expect(faultsOfSource(entry.source)).toEqual([]);
    expect(entry.source.document.startsWith("示例")).toBe(entry.status === "sample");
  });

  it("does not end before it begins", () => {
    expect(entry.until === undefined || entry.until >= entry.from).toBe(true);
  });
});

describe("the catalogue as a whole", () => {
  it("calls no two entries by one id, one title or one English title", () => {
    const names = [
      entries.map(({ id }) => id),
      entries.map(({ title }) => title),
      entries.map(({ listing }) => listing.titleEn),
    ];
    for (const each of names) expect(new Set(each).size).toBe(entries.length);
  });

  it("finds the file of every entry that people judge by its id", async () => {
    const files = (await readdir(join(import.meta.dirname, "by-hand"))).filter(isPolicyFile);
    expect(handJudged.map(({ id }) => `${id}.ts`).toSorted()).toEqual(files.toSorted());
  });

  it("has at least five entries that people judge, of the city and of districts", () => {
    expect(handJudged.length).toBeGreaterThanOrEqual(5);
    expect(new Set(handJudged.map(({ district }) => district === undefined)).size).toBe(2);
  });

  it("tells nothing of a policy that does not exist", () => {
    expect(() => listingOf("no-such-policy")).toThrow(RangeError);
  });
});
