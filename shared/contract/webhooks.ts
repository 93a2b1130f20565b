import { caseWebhooks } from "./cases.webhooks.ts";
import type { WebhookDescription } from "./openapi.ts";

/** What departments and gateways receive from us. */
export const webhooks: readonly WebhookDescription[] = [
  {
    type: "notice.requested.v1",
    summary: "The message gateway sends a message",
    data: "NoticeRequested",
  },
  {
    type: "fulfilment.requested.v1",
    summary: "A department pays or serves",
    data: "FulfilmentRequested",
  },
  {
    type: "alarm.raised.v1",
    summary: "The owner of a work item that is late or urgent, at the endpoint of purpose `alarms`",
    data: "AlarmRaised",
  },
  ...caseWebhooks,
];
