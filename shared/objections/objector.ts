import { encodeBase32 } from "#shared/identity/base32.ts";
import { keyedHash } from "#shared/sealing/digest.ts";
import { open, seal } from "#shared/sealing/seal.ts";

/** Who objects. The key that seals it is held by `home`, which seals, and by `notify`, which answers; by no staff. */
export type Objector =
  | { readonly kind: "phone"; readonly phone: string }
  | {
      readonly kind: "signed-in";
      readonly person: string;
      /** Null where nothing was ever reported of the person or organisation that has signed in. */
      readonly subjectKey: string | null;
      readonly isOrganisation: boolean;
    };

/** The same for the same objector, and for nobody else: so that one objects once, and not without end. */
export async function hashOfObjector(key: string, objector: Objector): Promise<string> {
  return encodeBase32(await keyedHash(key, `objector ${identityOf(objector)}`)).slice(0, 26);
}

/** An organisation is one objector, whichever of its clerks has signed in. */
function identityOf(objector: Objector): string {
  if (objector.kind === "phone") return `phone ${objector.phone}`;
  return `person ${objector.subjectKey ?? objector.person}`;
}

export async function sealObjector(key: string, id: string, objector: Objector): Promise<string> {
  return seal(key, `objector ${id}`, JSON.stringify(objector));
}

/** Throws where the key is wrong. */
export async function openObjector(key: string, id: string, sealed: string): Promise<Objector> {
  const text = await open(key, `objector ${id}`, sealed);
  if (text === undefined) throw new Error("an objector cannot be opened: the vault's key is wrong");
  return objectorFrom(text);
}

/** Guarantee: `sealObjector` wrote it, and nobody else holds the key. */
function objectorFrom(text: string): Objector {
  return JSON.parse(text) as Objector;
}
