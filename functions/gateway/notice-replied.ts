import type { GatewayEvent } from "#shared/contract/gateway-events.schema.ts";
import { documentSigner } from "#shared/documents/document-signer.ts";
import { eventDigest } from "#shared/incoming/event-digest.ts";
import {
  mostAheadMilliseconds,
  refused,
  rejectFuture,
  reused,
} from "#shared/incoming/reject-event.ts";
import { hearReply } from "#shared/sms-replies/hear-reply.ts";
import type { TakeIn } from "./placed.ts";

type Replied = Extract<GatewayEvent, { type: "notice.replied.v1" }>;

/**
 * Replies by text message. They are heard one after the other: several in one batch may be of one phone. What the gateway is
 * answered tells nothing of the person: a reply of nobody whom we know is accepted too.
 */
export const takeInReplied: TakeIn<Replied> = async ({ env, now }, placed) => {
  const sign = documentSigner(env.DOCUMENT_KEYS);
  const results: Awaited<ReturnType<TakeIn>>[number][] = [];
  for (const { index, event } of placed) {
    const { id, source, data } = event;
    const at = new Date(data.at);
    if (at.getTime() > now.getTime() + mostAheadMilliseconds) {
      results.push([index, refused(id, rejectFuture())]);
      continue;
    }
    const reply = {
      noticeId: data.noticeId,
      from: data.from,
      text: data.text,
      at,
      source,
      id: data.id,
      // oxlint-disable-next-line no-await-in-loop
      digest: await eventDigest({ type: event.type, time: data.at, data }),
    };
    // oxlint-disable-next-line no-await-in-loop
    const heard = await hearReply(env, sign, reply, now);
    results.push([index, heard === "reused" ? reused(id) : { id, status: heard }]);
  }
  return results;
};
