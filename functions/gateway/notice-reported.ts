import type { GatewayEvent } from "#shared/contract/gateway-events.schema.ts";
import { refused, reject, reused } from "#shared/incoming/reject-event.ts";
import { recordGatewayReport } from "#shared/notices/gateway-reports.ts";
import { reportNotices } from "#shared/notices/report-notices.ts";
import type { TakeIn } from "./placed.ts";

/** What became of messages: stored, and told by the next channel where one did not arrive. */
export const takeInReported: TakeIn<Extract<GatewayEvent, { type: "notice.reported.v1" }>> = async (
  { env, gateway, now },
  placed,
) => {
  const reports = placed.map(({ event, digest }) => ({
    ...event.data,
    reason: event.data.reason,
    source: event.source,
    id: event.id,
    digest,
  }));
  const outcomes = await reportNotices(env, env, reports, now);
  if (outcomes.includes("accepted")) await recordGatewayReport(env.DB_CITY, gateway, now);
  return placed.map(({ index, event: { id } }, position) => {
    const outcome = outcomes[position];
    switch (outcome) {
      case "accepted":
      case "duplicate":
      case "stale":
        return [index, { id, status: outcome }];
      case "reused":
        return [index, reused(id)];
      case undefined:
      case "unknown-notice":
        return [
          index,
          refused(
            id,
            reject(
              "unknown-notice",
              "没有以这个渠道发出过这条消息，请核对 noticeId 和 channel。",
              "No such message was sent by this channel; check noticeId and channel.",
            ),
          ),
        ];
    }
    return outcome satisfies never;
  });
};
