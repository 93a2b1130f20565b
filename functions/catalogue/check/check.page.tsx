import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { cataloguePage } from "../frame.tsx";
import { leadName } from "../words.ts";
import { scriptIntegrity, scriptPath } from "./check-address.ts";
import { TrialFrame } from "./trial-frame.tsx";
import type { NotToBeTried } from "./trial-of.ts";
import type { Trial } from "./trial.ts";

/**
 * 我符合吗: a few questions, answered within the browser. What can be said without the script stands on the page all
 * the same: the conditions, and where to ask.
 */
export function checkPage(detail: PolicyDetail, trial: Trial | NotToBeTried, on: CivilDate): Page {
  const page = cataloguePage(
    {
      title: `我符合吗：${detail.title}`,
      body: (
        <>
          <p class="lead">{leadName(detail)}</p>
          <h1>
            {detail.title}：
            <br />
            我符合吗？
          </h1>
          {typeof trial === "string" ? (
            <Notice kind="note" title="这项政策不能在这里试算">
              <p>{reasons[trial]}</p>
            </Notice>
          ) : (
            <TrialFrame detail={detail} trial={trial} />
          )}
          <Conditions detail={detail} />
          <WhereToAsk detail={detail} />
        </>
      ),
    },
    on,
  );
  if (typeof trial === "string") return page;
  return { ...page, standalone: { path: scriptPath, integrity: scriptIntegrity } };
}

const reasons = {
  "by-people": "它的条件要由人来看、来衡量，问几个问题说不清楚。请看下面的条件，到原渠道咨询。",
  "not-in-force": "它目前没有施行中的规定。请看下面的条件，到原渠道咨询。",
  "about-many": "它要逐人核对许多人的情况，问几个问题问不完。请看下面的条件，到原渠道咨询。",
} as const satisfies Record<NotToBeTried, string>;

function Conditions({ detail }: { detail: PolicyDetail }) {
  const { conditions, versions, version, mode } = detail;
  const { leftToPeople = [] } = versions.find(({ id }) => id === version) ?? {};
  // What people judge is in the document's own words, which say how the conditions belong together.
  const isJoined = mode !== "application" && conditions.length > 1;
  return (
    <>
      <h2>谁可以享受</h2>
      {isJoined ? <p>同时符合：</p> : null}
      <Bullets texts={conditions} />
      {leftToPeople.length === 0 ? null : (
        <>
          <p>下列情况由工作人员处理，试算不涉及：</p>
          <Bullets texts={leftToPeople} />
        </>
      )}
    </>
  );
}

function WhereToAsk({ detail: { id, title, ordinaryChannel, contact } }: { detail: PolicyDetail }) {
  const { text, url } = ordinaryChannel;
  return (
    <>
      <h2>到哪里问、到哪里办</h2>
      <p>
        {url === undefined ? text : <a href={url}>{text}</a>}。也可以拨打{contact}。
      </p>
      <p>
        <a href={`/policies/${id}`}>{title}的全部说明</a>
      </p>
    </>
  );
}

function Bullets({ texts }: { texts: readonly string[] }) {
  return (
    <ul>
      {texts.map((text) => (
        <li>{text}</li>
      ))}
    </ul>
  );
}
