import * as fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { open } from "#shared/sealing/seal.ts";
import { type PayeeAccount, payment, reduction } from "#shared/rules/fulfilment.ts";
import { aKey, aStoredSubject } from "#shared/testing/builders.ts";
import {
  contactFields,
  type ContactReport,
  contactSteward,
  mergeContact,
  newStoredSubject,
  sealedPayee,
  type StoredSubject,
  vaultContext,
  type VaultKeys,
  withLastFour,
} from "./contact.ts";

const keys: VaultKeys = {
  VAULT_DOCUMENT_KEY: aKey(),
  VAULT_NAME_KEY: aKey(),
  VAULT_PHONE_KEY: aKey(),
  VAULT_ACCOUNT_KEY: aKey(),
  VAULT_ADDRESS_KEY: aKey(),
  LAST_FOUR_KEY: aKey(),
};
const account = (number: string) => ({ bank: "工商银行", number, holder: "王小明" });
const phone = (at: number, number: string): ContactReport => ({ at, fields: { phone: number } });

const subjectKey = "aaone";
let empty: StoredSubject;
beforeAll(() => {
  empty = aStoredSubject({ subjectKey });
});

async function merged(reports: readonly ContactReport[]): Promise<StoredSubject> {
  let stored = empty;
  for (const report of reports) {
    ({ stored } = await mergeContact(keys, stored, report));
  }
  return stored;
}

/** What the vault holds of a subject, opened. */
async function opened({ phoneSealed, accountSealed }: StoredSubject): Promise<unknown> {
  return {
    phone: phoneSealed && (await open(keys.VAULT_PHONE_KEY, `phone ${subjectKey}`, phoneSealed)),
    account:
      accountSealed && (await open(keys.VAULT_ACCOUNT_KEY, `account ${subjectKey}`, accountSealed)),
  };
}

describe("a contact report", () => {
  it("is sealed, each field under its own key, with masked forms beside", async () => {
    const stored = await merged([
      {
        at: 1,
        fields: {
          name: "王小明",
          phone: "13800000012",
          account: account("6222000000000012"),
          address: "人民大道200号",
        },
      },
    ]);
    expect(stored).toMatchObject({
      nameMasked: "王**",
      phoneMasked: "138****0012",
      accountMasked: "工商银行 尾号0012",
      accountVersion: 1,
    });
    expect(JSON.stringify(stored)).not.toMatch(/小明|13800000012|6222000000000012|人民大道/);
    expect(await opened(stored)).toEqual({
      phone: "13800000012",
      account: JSON.stringify(account("6222000000000012")),
    });
    expect(
      await open(keys.VAULT_NAME_KEY, vaultContext(subjectKey, "name"), stored.nameSealed ?? ""),
    ).toBe("王小明");
  });

  it("of an organisation keeps its whole name", async () => {
    const organisation = aStoredSubject({ subjectKey, kind: "organisation" });
    const { stored } = await mergeContact(keys, organisation, {
      at: 1,
      fields: { name: "某某公司" },
    });
    expect(stored.nameMasked).toBe("某某公司");
  });

  it("wins when it is later, and is no news when it is earlier", async () => {
    const known = await merged([phone(2, "13800000012")]);
    const earlier = await mergeContact(keys, known, phone(1, "13900000034"));
    expect(earlier).toMatchObject({ news: false, stored: { phoneMasked: "138****0012" } });
    const later = await mergeContact(keys, known, phone(3, "13900000034"));
    expect(later).toMatchObject({ news: true, stored: { phoneMasked: "139****0034" } });
  });

  it("that repeats a value later is news, but seals nothing anew", async () => {
    const known = await merged([phone(1, "13800000012")]);
    const again = await mergeContact(keys, known, phone(2, "13800000012"));
    expect(again.news).toBe(true);
    expect(again.stored.phoneSealed).toBe(known.phoneSealed);
    expect((await mergeContact(keys, again.stored, phone(2, "13800000012"))).news).toBe(false);
  });

  it("ends in the same contact in any order and with any repetition", async () => {
    const report = fc
      .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom("a", "b", "c"), fc.boolean())
      .map(([at, text, isPhone]): ContactReport => ({
        at,
        fields: isPhone ? { phone: text } : { account: account(text) },
      }));
    const orders = fc.array(report, { minLength: 1, maxLength: 6 }).chain((all) =>
      fc.tuple(
        fc.constant(all),
        fc.shuffledSubarray([...all, ...all.slice(0, 2)], {
          minLength: all.length + Math.min(2, all.length),
        }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(orders, async ([all, mixed]) => {
        expect(await opened(await merged(mixed))).toEqual(await opened(await merged(all)));
      }),
      { numRuns: 60 },
    );
  });
});

describe("an account", () => {
  it("that is the first one has the first version", async () => {
    const first = await mergeContact(keys, empty, { at: 1, fields: { account: account("12") } });
    expect(first).toMatchObject({ news: true, stored: { accountVersion: 1 } });
  });

  it("that becomes another one has a version of its own, and so has another holder", async () => {
    const known = await merged([{ at: 1, fields: { account: account("12") } }]);
    const other = { at: 2, fields: { account: account("34") } };
    expect(await mergeContact(keys, known, other)).toMatchObject({
      stored: { accountVersion: 2 },
    });
    const holder = { at: 2, fields: { account: { ...account("12"), holder: "李四" } } };
    expect((await mergeContact(keys, known, holder)).stored.accountVersion).toBe(2);
  });

  it("that is reported again, or earlier, is the same one", async () => {
    const known = await merged([{ at: 2, fields: { account: account("12") } }]);
    for (const report of [
      { at: 3, fields: { account: account("12") } },
      { at: 1, fields: { account: account("34") } },
    ]) {
      expect(await mergeContact(keys, known, report)).toMatchObject({
        stored: { accountVersion: 1, accountSealed: known.accountSealed },
      });
    }
  });
});

describe("the account that pays social insurance", () => {
  const own = { at: 1, fields: { account: account("6222000000000012") } };
  const premiums = { at: 1, fields: { premiumAccount: account("6222000000000034") } };

  it("stands beside the own one, sealed for its own column, and makes the version grow", async () => {
    const stored = await merged([own, premiums]);
    expect(stored).toMatchObject({
      accountMasked: "工商银行 尾号0012",
      premiumAccountMasked: "工商银行 尾号0034",
      accountVersion: 2,
    });
    expect(JSON.stringify(stored)).not.toContain("6222000000000034");
    const sealed = stored.premiumAccountSealed ?? "";
    const opening = (field: "account" | "premiumAccount") =>
      open(keys.VAULT_ACCOUNT_KEY, vaultContext(subjectKey, field), sealed);
    expect(await opening("premiumAccount")).toBe(JSON.stringify(account("6222000000000034")));
    expect(await opening("account")).toBeUndefined();
  });

  it("receives what a policy pays only where the policy names it, in the policy's order", async () => {
    const both = await merged([own, premiums]);
    const onlyPremiums = await merged([premiums]);
    const chosen = ({ accountSealed, premiumAccountSealed }: StoredSubject) => ({
      [accountSealed ?? "none"]: "own",
      [premiumAccountSealed ?? "none"]: "premiums",
    });
    const of = (stored: StoredSubject, payees?: readonly [PayeeAccount, ...PayeeAccount[]]) =>
      chosen(stored)[
        sealedPayee(payment("tax", "", payees === undefined ? {} : { payees }), stored) ?? ""
      ];
    expect([of(both), of(onlyPremiums)]).toEqual(["own", undefined]);
    const first = ["account", "premium-account"] as const;
    expect([of(both, first), of(onlyPremiums, first), of(empty, first)]).toEqual([
      "own",
      "premiums",
      undefined,
    ]);
    const alone = ["premium-account"] as const;
    expect([of(both, alone), of(await merged([own]), alone)]).toEqual(["premiums", undefined]);
    expect(sealedPayee(reduction("tax"), both)).toBeNull();
  });
});

describe("a subject that is heard of for the first time", () => {
  it("has its document sealed, a keyed hash of the last four, and nothing else", async () => {
    const subject = { kind: "person", idType: "resident-id", id: "310101195506100018" } as const;
    const { documentSealed, lastFourHash, ...rest } = await newStoredSubject(
      keys,
      subjectKey,
      subject,
    );
    const text = await open(
      keys.VAULT_DOCUMENT_KEY,
      vaultContext(subjectKey, "document"),
      documentSealed,
    );
    expect(JSON.parse(text ?? "")).toEqual(subject);
    expect(lastFourHash).toMatch(/^[a-z2-7]{52}$/);
    expect(JSON.stringify(rest)).not.toContain(subject.id);
    const { documentSealed: _, lastFourHash: none, ...blank } = aStoredSubject({ subjectKey });
    expect([rest, none]).toEqual([blank, null]);
  });

  it("that is an organisation has none: it always signs in", async () => {
    const subject = { kind: "organisation", idType: "uscc", id: "91319900000000019N" } as const;
    expect((await newStoredSubject(keys, subjectKey, subject)).lastFourHash).toBeNull();
  });

  it("before there was a check gets its hash with the next report, once", async () => {
    const subject = { kind: "person", idType: "resident-id", id: "310101195506100018" } as const;
    const caughtUp = await withLastFour(keys, empty, subject);
    expect(caughtUp.lastFourHash).toBe(
      (await newStoredSubject(keys, subjectKey, subject)).lastFourHash,
    );
    expect(await withLastFour(keys, caughtUp, subject)).toBe(caughtUp);
  });
});

describe("the steward of contact", () => {
  it("is one department for each field and kind of subject", () => {
    const stewards = contactFields.map((field) => [
      field,
      contactSteward(field, "person"),
      contactSteward(field, "organisation"),
    ]);
    expect(stewards).toEqual([
      ["name", "public-security", "market-regulation"],
      ["phone", "government-services", "government-services"],
      ["account", "human-resources", "tax"],
      ["premiumAccount", "tax", "tax"],
      ["address", "public-security", "market-regulation"],
    ]);
  });
});

describe("how a subject likes to be reached", () => {
  const said = (at: number, reach: ContactReport["reach"]): ContactReport =>
    reach === undefined ? { at, fields: {} } : { at, fields: {}, reach };

  it("is what was said last, whatever the order", async () => {
    const reports = [
      said(1, { locale: "en", app: true }),
      said(3, { locale: "zh-CN" }),
      said(2, { locale: "en", app: false }),
    ];
    for (const order of [reports, reports.toReversed()]) {
      const { locale, hasApp } = await merged(order);
      expect([locale, hasApp]).toEqual(["zh-CN", 0]);
    }
  });

  it("is unknown until somebody says it, but for who holds a foreigner's card", async () => {
    const localeOf = async (subject: SubjectReference) =>
      (await newStoredSubject(keys, subjectKey, subject)).locale;
    const person = { kind: "person", id: "X" } as const;
    expect(await localeOf({ ...person, idType: "resident-id" })).toBeNull();
    expect(await localeOf({ ...person, idType: "hmt-residence-permit" })).toBeNull();
    expect(await localeOf({ ...person, idType: "foreign-permanent-resident" })).toBe("en");
  });

  it("does not go with a report of something else", async () => {
    const { locale, hasApp } = await merged([said(1, { locale: "en", app: true }), phone(2, "1")]);
    expect([locale, hasApp]).toEqual(["en", 1]);
  });
});
