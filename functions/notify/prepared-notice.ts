import type { Confirmation } from "#shared/confirmations/confirmation.ts";
import type { Address } from "#shared/notices/address.ts";
import type { Benefit } from "#shared/notices/benefit-lines.ts";
import type { NoticeText } from "#shared/notices/notice-text.ts";
import type { Locale } from "#shared/notices/reader.ts";
import type { Link } from "#shared/notices/store-notice.ts";
import type { Task } from "#shared/outbox/task.ts";
import type { PhoneCode } from "#shared/phone-codes/phone-code.ts";
import { digestText } from "#shared/sealing/digest.ts";

/** A message as it is worked out from what is true now. */
export type PreparedNotice =
  | {
      readonly needed: false;
      readonly task: Task;
      /** Why it could not be worked out; without, its occasion has passed. */
      readonly failure?: string;
    }
  | {
      readonly needed: true;
      readonly task: Task;
      /** Derived from what the message is about: every retry has the same. */
      readonly noticeId: string;
      /** Without one nobody can be told; what follows on the message follows all the same. */
      readonly address: Address | undefined;
      readonly locale: Locale;
      readonly text: NoticeText;
      /** Links that are valid from now on. */
      readonly links: readonly Link[];
      /** Where the message leads: to each of its links, or to one page. */
      readonly urls: readonly string[];
      /** Open offers whose next reminder or deadline follows on it. */
      readonly offers: readonly Confirmation[];
      /** The first word of a benefit, which may be told together with others. */
      readonly benefit?: Benefit;
      /** Who is told, where it is not the subject of the task: their own, opaque name. */
      readonly toldTo?: string;
      /** Rings at once, at night too: somebody waits for it. */
      readonly isAwaited?: boolean;
      /** Another channel has not told it: the first message, and what it was about as the outbox named it. */
      readonly forwarded?: { readonly first: string; readonly about: Task };
      /** A code that is valid from now on. */
      readonly code?: Pick<PhoneCode, "id" | "nonce" | "codeHash">;
    };

export type NeededNotice = Extract<PreparedNotice, { readonly needed: true }>;

/** Of a message that leads nowhere. */
export const withoutLink = { links: [], urls: [], offers: [] } as const;

/**
 * The same for the same occasion, on every retry. The message's number is made of it: only who knows the secret key of
 * whoever is told could work it out, so that nobody learns by the number of what another one was told.
 */
export async function noticeId(subjectKey: string, occasion: string): Promise<string> {
  const digest = await digestText(`notice ${subjectKey} ${occasion}`);
  return subjectKey.slice(0, 2) + digest.slice(0, 26);
}
