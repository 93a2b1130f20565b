import { raw } from "hono/html";
import type { PolicyDetail } from "#shared/contract/policy-detail.schema.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { relationDefinition } from "#shared/facts/relations.ts";
import { Notice } from "#shared/web/components/notice.tsx";
import { English } from "../frame.tsx";
import type { Trial } from "./trial.ts";

/** What the script fills, with every sentence that needs no answer. Until it runs, the page says what to do without it. */
export function TrialFrame({ detail, trial }: { detail: PolicyDetail; trial: Trial }) {
  return (
    <>
      <p>回答几个问题，试着算一算。您填的只留在这一页上：不发送，不保存，关掉页面就没有了。</p>
      <English>
        Answer a few questions in Chinese. What you enter stays on this page: nothing is sent,
        nothing is kept.
      </English>
      <p id="trial-waiting">
        如果下面没有出现问题，是浏览器没有运行脚本，不能试算，请直接看“谁可以享受”。
      </p>
      <div id="trial" hidden>
        <p class="small quiet">{premises(trial)}</p>
        <p id="trial-status" class="small quiet" role="status" aria-live="polite"></p>
        <div id="trial-question"></div>
        <Advice
          detail={detail}
          leftToPeople={trial.policy.versions[0].eligibilityLeftToPeople ?? []}
        />
        <section id="trial-given" hidden>
          <h2>您填的</h2>
          <dl id="trial-answers"></dl>
          <div id="trial-again" class="actions row"></div>
        </section>
      </div>
      <script type="application/json" id="trial-data">
        {raw(jsonInPage(trial))}
      </script>
    </>
  );
}

function Advice({
  detail: { title, statusInWords },
  leftToPeople,
}: {
  detail: PolicyDetail;
  leftToPeople: readonly string[];
}) {
  return (
    <section id="trial-advice" tabindex={-1} hidden>
      <div id="trial-met" hidden>
        <Notice kind="done" title={`按您填的情况，可能符合${title}的条件`}>
          {leftToPeople.length === 0 ? null : (
            <p>还要由工作人员判断：{leftToPeople.join("；")}。</p>
          )}
          <p>{statusInWords}</p>
        </Notice>
      </div>
      <div id="trial-unmet" hidden>
        <Notice kind="note" title={`按您填的情况，可能不符合${title}的条件`} />
      </div>
      <div id="trial-unknown" hidden>
        <Notice kind="wait" title="有些情况不清楚，现在还说不准" />
      </div>
      <div class="figure" id="trial-worth" hidden>
        <p class="amount words" id="trial-amount"></p>
        <p class="small quiet" id="trial-basis" hidden></p>
      </div>
      <ul class="plain" id="trial-lines"></ul>
      <p id="trial-turns" hidden></p>
      <div id="trial-open" hidden>
        <p>还不清楚的，可以问：</p>
        <ul id="trial-missing"></ul>
      </div>
      <p>
        <strong>这是按您填的内容试算，不是审批结果；以部门的数据为准。</strong>
      </p>
    </section>
  );
}

/** By what the trial goes: a day, and what nobody is asked of themselves. */
function premises({ on, policy: { subject, per, versions }, assumed }: Trial): string {
  const isSample = versions[0].status === "sample";
  const alive = assumed.some((key) => key.includes(".")) ? "您和您填的亲属都健在" : "您本人健在";
  const texts = [
    `按${formatPlainDay(on)}的${isSample ? "示例规则" : "规定"}试算`,
    ...(per === undefined ? [] : [`请只按一名${relationDefinition(per).label}的情况填`]),
    ...(assumed.length === 0 ? [] : [`假定${subject === "person" ? alive : "单位没有注销"}`]),
  ];
  return `${texts.join("；")}。`;
}

/** JSON that cannot end the element that holds it. */
function jsonInPage(trial: Trial): string {
  return JSON.stringify(trial).replaceAll("<", String.raw`\u003c`);
}
