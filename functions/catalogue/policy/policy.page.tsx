import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import type { Page } from "#shared/web/page.ts";
import { Badges } from "../badges.tsx";
import type { Entry } from "../entry.ts";
import { cataloguePage, English } from "../frame.tsx";
import { leadName } from "../words.ts";
import { HandJudgedBody } from "./hand-judged-body.tsx";
import { PolicyBody } from "./policy-body.tsx";
import { Responsible } from "./responsible.tsx";
import { StateNotice } from "./state-notice.tsx";
import { LifeTold } from "./life-told.tsx";

/** One entry for everybody: who, what, how, by which data, and what to do when it does not fit. */
export function policyPage(entry: Entry, detail: PolicyDetail, on: CivilDate): Page {
  const body = (
    <>
      <p class="lead">{leadName(detail)}</p>
      <h1>{detail.title}</h1>
      <English>{detail.titleEn}</English>
      <Badges item={detail} />
      <StateNotice detail={detail} />
      {entry.judgedBy === "rule" ? (
        <PolicyBody entry={entry} detail={detail} on={on} />
      ) : (
        <HandJudgedBody entry={entry} detail={detail} />
      )}
      <h2>谁负责</h2>
      <Responsible detail={detail} />
      <LifeTold detail={detail} />
      <p class="small">
        同样的内容，供程序读取：<a href={`/v1/policies/${detail.id}`}>JSON</a>
      </p>
    </>
  );
  return cataloguePage({ title: detail.title, body }, on);
}
