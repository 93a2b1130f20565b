import type { Objector } from "#shared/objections/objector.ts";
import type { HomeContext } from "./home-app.ts";
import { notSignedIn, type Self } from "#shared/sign-in/find-self.ts";
import { findSelf } from "./self.ts";
import { openVerified } from "./verified-phone.ts";

/** Who objects: a phone that was verified, or who has signed in; refuses where it is neither. */
export async function objectorOf(
  c: HomeContext,
  verification: string | undefined,
): Promise<Objector> {
  if (verification !== undefined) {
    const phone = await openVerified(c.env.VAULT_OBJECTOR_KEY, verification, c.var.now);
    return phone === undefined ? notSignedIn() : { kind: "phone", phone };
  }
  const self = await findSelf(c);
  return self === undefined ? notSignedIn() : objectorFrom(self);
}

/** Who has signed in, as one who objects. */
export function objectorFrom({ subjectKey, kind, by }: Self): Objector {
  return { kind: "signed-in", person: by, subjectKey, isOrganisation: kind === "organisation" };
}
