import { open } from "#shared/sealing/seal.ts";
import { type StoredSubject, vaultContext } from "#shared/subjects/contact.ts";
import type { Channel, Locale } from "./reader.ts";

/** Where a message goes. A letter finds its address when it is printed. */
export interface Address {
  readonly channel: Channel;
  readonly to: string;
  /** Nobody knows whether anybody looks there; a further way is tried a day later. */
  readonly isUnsure?: boolean;
}

/** What is not worth a letter: it comes again, the bank statement tells it, or it answers a text message. */
const neverOnPaper: ReadonlySet<string> = new Set(["reminder", "fulfilled", "sms-answer"]);

/**
 * The ways to a subject, in the order in which they are tried: the app where it is known to reach somebody, then a text
 * message, then a letter. Whoever has no phone on file, and of whom nobody knows whether the app reaches them, is told at
 * the platform before a letter is written: by the next day a phone may be known. A company has its page there.
 */
function waysTo(
  { kind, phoneSealed, hasApp }: Pick<StoredSubject, "kind" | "phoneSealed" | "hasApp">,
  noticeKind: string,
): readonly Channel[] {
  const sms: readonly Channel[] = phoneSealed === null ? [] : ["sms"];
  const paper: readonly Channel[] = neverOnPaper.has(noticeKind) ? [] : ["paper"];
  if (kind === "organisation") return [...sms, "enterprise-page", ...paper];
  const isTold = hasApp === 1 || (hasApp === null && phoneSealed === null);
  return isTold ? ["app", ...sms, ...paper] : [...sms, ...paper];
}

/**
 * The first way to a subject, or the one that follows on a channel; undefined where there is none.
 *
 * @param noticeKind the task's kind: not everything is worth a letter
 */
export async function addressOf(
  phoneKey: string,
  subject: StoredSubject,
  noticeKind: string,
  after?: Channel,
): Promise<Address | undefined> {
  const ways = waysTo(subject, noticeKind);
  const channel = ways[after === undefined ? 0 : ways.indexOf(after) + 1];
  const { subjectKey, phoneSealed, hasApp } = subject;
  switch (channel) {
    case undefined:
      return undefined;
    case "app":
      return {
        channel,
        to: subjectKey,
        ...(hasApp === null && ways.length > 1 ? { isUnsure: true } : {}),
      };
    case "enterprise-page":
      // The one-stop platform knows a subject by our opaque key.
      return { channel, to: subjectKey };
    case "paper":
      return { channel, to: "" };
    case "sms": {
      const phone = await open(phoneKey, vaultContext(subjectKey, "phone"), phoneSealed ?? "");
      if (phone === undefined)
        throw new Error("a phone cannot be opened: the vault's key is wrong");
      return { channel, to: phone };
    }
  }
  return channel satisfies never;
}

/** The language of a subject: Chinese where nobody has said another. */
export function localeOf({ locale }: Pick<StoredSubject, "locale">): Locale {
  return locale ?? "zh-CN";
}
