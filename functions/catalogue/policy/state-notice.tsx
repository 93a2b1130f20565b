import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { Notice } from "#shared/web/components/notice.tsx";

const titles = {
  listed: "还没有自动",
  ready: "即将自动",
  pilot: "正在试点",
  live: "暂缓兑现",
  paused: "现在不办理",
  retired: "已经不办了",
} as const satisfies Record<PolicyDetail["status"], string>;

/** What a reader must know before anything else: that it does not yet, or no longer, arrive by itself for all. */
export function StateNotice({ detail }: { detail: PolicyDetail }) {
  const { status, statusInWords, mode, inForce, statusLabel } = detail;
  const isPlain = status === "live" && inForce && !statusInWords.includes(titles.live);
  const title = inForce
    ? mode === "application"
      ? "需要申请"
      : titles[status]
    : "目前不在有效期内";
  return (
    <>
      {isPlain ? null : (
        <Notice kind={status === "pilot" && inForce ? "note" : "wait"} title={title}>
          <p>{statusInWords}</p>
        </Notice>
      )}
      {statusLabel === undefined ? null : (
        <p class="small">标“示例”的，没有查到现行依据，不作为正式依据。</p>
      )}
    </>
  );
}
