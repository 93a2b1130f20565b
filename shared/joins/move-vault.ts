import type { Instruction } from "#shared/instructions/instruction.ts";
import { open, seal } from "#shared/sealing/seal.ts";
import {
  type Account,
  accountFields,
  type ContactField,
  contactFields,
  type ContactReport,
  mergeContact,
  observedOf,
  sealedColumns,
  type StoredSubject,
  vaultContext,
  type ContactKeys,
  vaultKey,
} from "#shared/subjects/contact.ts";
import { reachAs, reachFields } from "#shared/subjects/reach.ts";

/** A vault's row with what was sealed for another subject, and that other one's row as if it had been this one's. */
export interface MovedVault {
  readonly stored: StoredSubject;
  /** What the one who left could be paid to, sealed as it now is in `stored` where it is the same. */
  readonly asLeft: StoredSubject;
}

/** Opens what is sealed for one subject and seals it for another; the later report of each field wins, as ever. */
export async function moveVault(
  keys: ContactKeys,
  into: StoredSubject,
  from: StoredSubject,
): Promise<MovedVault> {
  const observed = observedOf(from.contact);
  let stored = into;
  const texts = new Map<ContactField, string>();
  for (const field of contactFields) {
    const [sealed, seen] = [from[sealedColumns[field]], observed[field]];
    if (sealed === null || seen === undefined) continue;
    // One after the other: each is merged into what the one before left.
    // oxlint-disable no-await-in-loop
    const text = await openOwn(keys, from.subjectKey, field, sealed);
    texts.set(field, text);
    const report: ContactReport = { at: seen.at, fields: { [field]: valueOf(field, text) } };
    ({ stored } = await mergeContact(keys, stored, report));
    // oxlint-enable no-await-in-loop
  }
  for (const field of reachFields) {
    const seen = observed[field];
    if (seen === undefined) continue;
    const report: ContactReport = { at: seen.at, fields: {}, reach: reachAs(field, seen.digest) };
    // oxlint-disable-next-line no-await-in-loop
    ({ stored } = await mergeContact(keys, stored, report));
  }
  const asLeft = { ...from, subjectKey: into.subjectKey };
  for (const field of accountFields) {
    const text = texts.get(field);
    if (text === undefined) continue;
    // oxlint-disable-next-line no-await-in-loop
    asLeft[sealedColumns[field]] = await sealedAs(keys, stored, field, text);
  }
  return { stored, asLeft };
}

/** An instruction of the one who left as one of the other: its payee stays who it was, sealed for the other. */
export async function moveInstruction(
  keys: ContactKeys,
  into: StoredSubject,
  instruction: Instruction,
): Promise<Instruction> {
  const { subjectKey } = into;
  const { payeeSealed } = instruction;
  if (payeeSealed === null) return { ...instruction, subjectKey };
  for (const field of accountFields) {
    const context = vaultContext(instruction.subjectKey, field);
    // Which of the accounts it was, only the seal tells.
    // oxlint-disable no-await-in-loop
    const text = await open(vaultKey(keys, field), context, payeeSealed);
    if (text !== undefined)
      return { ...instruction, subjectKey, payeeSealed: await sealedAs(keys, into, field, text) };
    // oxlint-enable no-await-in-loop
  }
  throw new Error("the payee of an instruction cannot be opened: the vault's key is wrong");
}

/** The same account has the same seal: by it fulfil tells whether a payment came back from another one. */
async function sealedAs(
  keys: ContactKeys,
  stored: StoredSubject,
  field: ContactField,
  text: string,
): Promise<string> {
  const key = vaultKey(keys, field);
  const context = vaultContext(stored.subjectKey, field);
  const sealed = stored[sealedColumns[field]];
  if (sealed !== null && (await open(key, context, sealed)) === text) return sealed;
  return seal(key, context, text);
}

async function openOwn(
  keys: ContactKeys,
  subjectKey: string,
  field: ContactField,
  sealed: string,
): Promise<string> {
  const text = await open(vaultKey(keys, field), vaultContext(subjectKey, field), sealed);
  if (text === undefined) throw new Error(`a ${field} cannot be opened: the vault's key is wrong`);
  return text;
}

/** Guarantee: `mergeContact` sealed an account as JSON, and everything else as it is. */
function valueOf(field: ContactField, text: string): string | Account {
  switch (field) {
    case "account":
    case "premiumAccount":
      return JSON.parse(text) as Account;
    case "name":
    case "phone":
    case "address":
      return text;
  }
  return field satisfies never;
}
