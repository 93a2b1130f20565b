import type { subjects } from "#shared/db/shard.schema.ts";
import type { DepartmentId } from "#shared/identity/departments.ts";
import { encodeBase32 } from "#shared/identity/base32.ts";
import { accountTail, maskName, maskPhone } from "#shared/identity/mask.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { type Fulfilment, payeeOf } from "#shared/rules/fulfilment.ts";
import { keyedHash } from "#shared/sealing/digest.ts";
import { seal } from "#shared/sealing/seal.ts";
import { lastFourHash, lastFourOf } from "./last-four.ts";
import { localeOf, type Reach, reached, type ReachField, reachOf } from "./reach.ts";

/** The row of the vault: sealed columns and their masked forms. */
export type StoredSubject = typeof subjects.$inferSelect;

export const contactFields = ["name", "phone", "account", "premiumAccount", "address"] as const;
export type ContactField = (typeof contactFields)[number];

/** Those of them that are money's address. */
export const accountFields = ["account", "premiumAccount"] as const;
type AccountField = (typeof accountFields)[number];

export interface Account {
  readonly bank: string;
  readonly number: string;
  readonly holder: string;
}

/** What one event says of how to reach and pay a subject. */
export interface ContactReport {
  readonly at: number;
  readonly fields: {
    readonly [Field in ContactField]?: Field extends AccountField ? Account : string;
  };
  readonly reach?: Reach;
}

/** The latest observation of each field: when, and a digest, so that an unchanged value is known without opening. */
type Observed = Partial<
  Record<ContactField | ReachField, { readonly at: number; readonly digest: string }>
>;

/** A subject's row of the vault; `undefined` before the subject was first heard of. */
export interface ContactState {
  readonly stored: StoredSubject | undefined;
}

/** The secrets that seal the vault, one a column. */
export interface VaultKeys {
  readonly VAULT_DOCUMENT_KEY: string;
  readonly VAULT_NAME_KEY: string;
  readonly VAULT_PHONE_KEY: string;
  readonly VAULT_ACCOUNT_KEY: string;
  readonly VAULT_ADDRESS_KEY: string;
  /** Hashes the last four of the number; confirm holds it too, and no other key of the vault. */
  readonly LAST_FOUR_KEY: string;
}

/** Those of them that seal how a subject is reached and paid. */
export type ContactKeys = Omit<VaultKeys, "VAULT_DOCUMENT_KEY" | "LAST_FOUR_KEY">;

export function vaultKey(keys: ContactKeys, field: ContactField): string {
  switch (field) {
    case "name":
      return keys.VAULT_NAME_KEY;
    case "phone":
      return keys.VAULT_PHONE_KEY;
    case "account":
    case "premiumAccount":
      return keys.VAULT_ACCOUNT_KEY;
    case "address":
      return keys.VAULT_ADDRESS_KEY;
  }
  return field satisfies never;
}

/** Where the vault's row holds each field. */
export const sealedColumns = {
  name: "nameSealed",
  phone: "phoneSealed",
  account: "accountSealed",
  premiumAccount: "premiumAccountSealed",
  address: "addressSealed",
} as const satisfies Record<ContactField, keyof StoredSubject>;

/** What binds a sealed value to its subject and column. */
export const vaultContext = (subjectKey: string, column: ContactField | "document"): string =>
  `${column} ${subjectKey}`;

/** Who may report a field of contact. */
export function contactSteward(field: ContactField, kind: SubjectReference["kind"]): DepartmentId {
  switch (field) {
    case "name":
    case "address":
      return kind === "person" ? "public-security" : "market-regulation";
    case "phone":
      return "government-services";
    case "account":
      return kind === "person" ? "human-resources" : "tax";
    case "premiumAccount":
      return "tax";
  }
  return field satisfies never;
}

/** The sealed account that receives what is fulfilled so; null where none that may is on file. */
export function sealedPayee(
  fulfilment: Fulfilment,
  { accountSealed, premiumAccountSealed }: StoredSubject,
): string | null {
  return payeeOf(fulfilment, { account: accountSealed, "premium-account": premiumAccountSealed });
}

/** The vault's row of a subject that is heard of for the first time. */
export async function newStoredSubject(
  keys: VaultKeys,
  subjectKey: string,
  subject: SubjectReference,
): Promise<StoredSubject> {
  return {
    subjectKey,
    kind: subject.kind,
    documentSealed: await seal(
      keys.VAULT_DOCUMENT_KEY,
      vaultContext(subjectKey, "document"),
      JSON.stringify(subject),
    ),
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
    lastFourHash: await hashOfLastFour(keys, subjectKey, subject),
    locale: localeOf(subject),
    hasApp: null,
  };
}

/** The row with what the wrong-person check needs; the same row where it is there already. */
export async function withLastFour(
  keys: VaultKeys,
  stored: StoredSubject,
  subject: SubjectReference,
): Promise<StoredSubject> {
  if (stored.lastFourHash !== null || lastFourOf(subject) === undefined) return stored;
  return { ...stored, lastFourHash: await hashOfLastFour(keys, stored.subjectKey, subject) };
}

async function hashOfLastFour(
  { LAST_FOUR_KEY }: VaultKeys,
  subjectKey: string,
  subject: SubjectReference,
): Promise<string | null> {
  const lastFour = lastFourOf(subject);
  return lastFour === undefined ? null : lastFourHash(LAST_FOUR_KEY, subjectKey, lastFour);
}

/**
 * Merges a report into the vault's row. The latest observation wins each field; of two at the same instant the one
 * with the greater digest, so that order changes nothing.
 *
 * @returns the row, and whether anything is newer than what was known
 */
export async function mergeContact(
  keys: ContactKeys,
  before: StoredSubject,
  report: ContactReport,
): Promise<{ stored: StoredSubject; news: boolean }> {
  const stored = { ...before };
  const observed = observedOf(before.contact);
  let news = false;
  for (const field of contactFields) {
    const value = report.fields[field];
    if (value === undefined) continue;
    const text = JSON.stringify(value);
    // Keyed, for a phone number could be guessed from a plain hash.
    // oxlint-disable-next-line no-await-in-loop
    const hash = await keyedHash(vaultKey(keys, field), `${before.subjectKey} ${field} ${text}`);
    const digest = encodeBase32(hash).slice(0, 16);
    const known = observed[field];
    if (!isLater(known, report.at, digest)) continue;
    news = true;
    observed[field] = { at: report.at, digest };
    if (known?.digest === digest) continue;
    // oxlint-disable-next-line no-await-in-loop
    Object.assign(stored, await sealedField(keys, stored, field, value, text));
  }
  for (const [field, digest] of reachOf(report.reach)) {
    if (!isLater(observed[field], report.at, digest)) continue;
    news = true;
    observed[field] = { at: report.at, digest };
    Object.assign(stored, reached(field, digest));
  }
  return { stored: { ...stored, contact: JSON.stringify(observed) }, news };
}

function isLater(
  known: { readonly at: number; readonly digest: string } | undefined,
  at: number,
  digest: string,
): boolean {
  return known === undefined || at > known.at || (at === known.at && digest > known.digest);
}

async function sealedField(
  keys: ContactKeys,
  { subjectKey, kind, accountVersion }: StoredSubject,
  field: ContactField,
  value: string | Account,
  text: string,
): Promise<Partial<StoredSubject>> {
  const context = vaultContext(subjectKey, field);
  if (typeof value !== "string") {
    const sealed = await seal(keys.VAULT_ACCOUNT_KEY, context, text);
    const masked = `${value.bank} 尾号${accountTail(value.number)}`;
    return {
      ...(field === "premiumAccount"
        ? { premiumAccountSealed: sealed, premiumAccountMasked: masked }
        : { accountSealed: sealed, accountMasked: masked }),
      accountVersion: accountVersion + 1,
    };
  }
  switch (field) {
    case "name":
      return {
        nameSealed: await seal(keys.VAULT_NAME_KEY, context, value),
        nameMasked: kind === "person" ? maskName(value) : value,
      };
    case "phone":
      return {
        phoneSealed: await seal(keys.VAULT_PHONE_KEY, context, value),
        phoneMasked: maskPhone(value),
      };
    case "address":
      return { addressSealed: await seal(keys.VAULT_ADDRESS_KEY, context, value) };
    case "account":
    case "premiumAccount":
      throw new TypeError("an account is not a text");
  }
  return field satisfies never;
}

/** Guarantee: `mergeContact` wrote it, and the column has no other writer. */
export function observedOf(text: string): Observed {
  return JSON.parse(text) as Observed;
}
