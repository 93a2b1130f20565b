import { open } from "#shared/sealing/seal.ts";
import { type StoredSubject, vaultContext } from "#shared/subjects/contact.ts";
import type { Locale } from "./reader.ts";
import type { gatewayChannels } from "#shared/db/enumerations.ts";

type GatewayChannel = (typeof gatewayChannels)[number];

export interface Address {
  readonly channel: GatewayChannel;
  readonly to: string;
}

/**
 * How a subject is reached: by SMS where a phone is on file, otherwise on its page of the one-stop platform, which
 * knows it by our opaque key.
 */
export async function addressOf(phoneKey: string, subject: StoredSubject): Promise<Address> {
  const { subjectKey, kind, phoneSealed } = subject;
  if (phoneSealed !== null) {
    const phone = await open(phoneKey, vaultContext(subjectKey, "phone"), phoneSealed);
    if (phone === undefined) throw new Error("a phone cannot be opened: the vault's key is wrong");
    return { channel: "sms", to: phone };
  }
  return pageOf(subjectKey, kind);
}

/** The page of a subject at the one-stop platform: where everything stands, whatever became of a message. */
export function pageOf(subjectKey: string, kind: StoredSubject["kind"]): Address {
  return { channel: kind === "person" ? "app" : "enterprise-page", to: subjectKey };
}

/** The language of a subject: Chinese where nobody has said another. */
export function localeOf({ locale }: Pick<StoredSubject, "locale">): Locale {
  return locale ?? "zh-CN";
}
