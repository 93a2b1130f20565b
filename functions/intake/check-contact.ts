import type { DepartmentId } from "#shared/identity/departments.ts";
import { hasPrivateCharacters, writtenName } from "#shared/identity/written-name.ts";
import {
  type Account,
  type ContactReport,
  contactFields,
  contactSteward,
} from "#shared/subjects/contact.ts";
import { reachFields } from "#shared/subjects/reach.ts";
import { checkReference, notTheSteward } from "./check-reference.ts";
import type { Check, Data, Envelope } from "./checked-event.ts";

/** A warning and no refusal: a payment under a name that is nearly right is better than none. */
const privateCharacters =
  "姓名含自造字（私用区编码），已接收，他处无法显示；请按 GB 18030-2022 的标准编码更正。 " +
  "The name holds private use characters, which others cannot show; accepted, please send the characters of GB 18030-2022.";

/** Checks a report of how a subject is reached and paid: each field has its steward. */
export function checkContact(
  department: DepartmentId,
  { subject: reference, ...fields }: Data<"contact.reported.v1">,
  at: number,
  envelope: Envelope,
): Check {
  const subject = checkReference(reference);
  if (!subject.ok) return subject;
  for (const field of contactFields) {
    if (fields[field] !== undefined && contactSteward(field, reference.kind) !== department) {
      return notTheSteward(field);
    }
  }
  for (const field of reachFields) {
    // Whose platform and app it is.
    if (fields[field] !== undefined && department !== "government-services")
      return notTheSteward(field);
  }
  const { name, phone, account, premiumAccount, address, locale, app } = fields;
  const names = [name, account?.holder, premiumAccount?.holder].filter((one) => one !== undefined);
  const contact: ContactReport = {
    at,
    fields: {
      ...(name === undefined ? {} : { name: writtenName(name) }),
      ...(phone === undefined ? {} : { phone }),
      ...(account === undefined ? {} : { account: written(account) }),
      ...(premiumAccount === undefined ? {} : { premiumAccount: written(premiumAccount) }),
      ...(address === undefined ? {} : { address }),
    },
    reach: {
      ...(locale === undefined ? {} : { locale }),
      ...(app === undefined ? {} : { app }),
    },
  };
  return {
    ok: true,
    event: {
      ...envelope,
      ...subject.warned,
      ...(names.some(hasPrivateCharacters) ? { warning: privateCharacters } : {}),
      kind: "contact",
      subject: subject.subject,
      observations: [],
      relations: [],
      contact,
    },
  };
}

const written = (account: Account): Account => ({
  ...account,
  holder: writtenName(account.holder),
});
