import { ButtonLink, SubmitButton } from "#shared/web/components/buttons.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import type { ReceivedMessage } from "./received.ts";

const channelNames: Readonly<Record<string, string>> = {
  sms: "短信",
  app: "随申办消息",
  "enterprise-page": "企业专属网页",
};

/** Messages as the people read them. */
export function MessageCards({ messages }: { messages: readonly ReceivedMessage[] }) {
  if (messages.length === 0) {
    return <p>还没有消息。有人符合条件并且能联系到时，消息会出现在这里。</p>;
  }
  return (
    <ul class="cards">
      {messages.map((message) => (
        <li>
          <h3>{message.title}</h3>
          <p>{message.body}</p>
          <p class="small quiet">
            {channelNames[message.channel] ?? message.channel} →{" "}
            <span class="number">{message.to}</span>，
            {formatInstant(new Date(message.firstReceivedAt))}
            {message.received > 1 ? `，收到 ${message.received} 次` : ""}
          </p>
          <div class="actions row">
            {linksOf(message).map((link, index) => (
              <ButtonLink outlined href={localHref(link)}>
                打开链接{index === 0 ? "" : ` ${index + 1}`}
              </ButtonLink>
            ))}
            <ReportButton noticeId={message.noticeId} result="delivered">
              回报已送达
            </ReportButton>
            <ReportButton noticeId={message.noticeId} result="failed">
              回报未送达
            </ReportButton>
          </div>
        </li>
      ))}
    </ul>
  );
}

function ReportButton({
  noticeId,
  result,
  children,
}: {
  noticeId: string;
  result: "delivered" | "failed";
  children: string;
}) {
  return (
    <form method="post" action="/sandbox/actions/report-message">
      <input type="hidden" name="noticeId" value={noticeId} />
      <input type="hidden" name="result" value={result} />
      <SubmitButton outlined>{children}</SubmitButton>
    </form>
  );
}

function linksOf({ link, links }: ReceivedMessage): readonly string[] {
  return links ?? (link === undefined ? [] : [link]);
}

/** The link without its origin: it still works after the sandbox has moved to another port. */
function localHref(link: string): string {
  const { pathname, search, hash } = new URL(link);
  return `${pathname}${search}${hash}`;
}
