import { refuse } from "#shared/web/refusal.ts";

/**
 * One answer for every reason, so that nobody learns which; the log says which.
 *
 * @param sender as we know it: what the sender itself writes never goes into a log
 */
export function unauthenticated(door: string, sender: string, because: string): never {
  console.warn(`${door}: a webhook for ${sender} was refused: ${because}`);
  return refuse(401, "signature-not-valid", {
    zh: "请求头或签名无效，未作任何处理。请按 Standard Webhooks 1.0.0 用登记的有效密钥重新签名后再发。",
    en: "The headers or the signature are not valid; nothing was done. Sign again by Standard Webhooks 1.0.0 with an active key that is registered for you.",
  });
}

/** Nothing is said to be accepted before it is committed: the sender repeats, and repetition does no harm. */
export function overloaded(door: string, error: unknown): never {
  const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
  console.error(`${door}: ${told}`);
  return refuse(
    503,
    "overloaded",
    {
      zh: "系统繁忙，本次内容可能只处理了一部分。请稍后原样重发，重复的事件不会重复生效。",
      en: "Overloaded; this batch may have been taken in only in part. Send it again unchanged: repeated events have no second effect.",
    },
    { headers: { "Retry-After": "5" } },
  );
}
