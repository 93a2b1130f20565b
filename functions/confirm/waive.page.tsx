import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { benefitText } from "./benefit-figure.tsx";
import { DecisionForm } from "./decision-form.tsx";
import { changeText } from "./offer-answer.tsx";
import { letterScript } from "./letter.script.ts";
import { OnBehalf } from "./on-behalf.tsx";
import type { WaiveView } from "./views.ts";

const words = {
  confirm: { question: "确定放弃吗？", verb: "放弃", back: "返回，先不放弃" },
  direct: { question: "确定不领取吗？", verb: "不领取", back: "返回，照常领取" },
  later: { question: "确定以后不再领取吗？", verb: "以后不再领取", back: "返回，照常领取" },
} as const;

/** Asks once more before a benefit is waived; the way back stands first. */
export function waivePage(view: WaiveView): Page {
  const { change } = view;
  const ofLaterOnly = !change.possible && change.laterPeriods;
  const { question, verb, back } = words[ofLaterOnly ? "later" : view.mode];
  return {
    title: question,
    speaker: view.department,
    script: letterScript,
    body: (
      <>
        <OnBehalf view={view} />
        <p class="lead">{view.title}</p>
        <h1>{question}</h1>
        <p>
          {ofLaterOnly
            ? `已经办理和正在办理的各期不受影响。以后各期，${view.department}不再向您发放（${benefitText(view.benefit)}）。`
            : `${verb}后，${view.department}不会向您发放这一项（${benefitText(view.benefit)}）。`}
        </p>
        <p>
          {ofLaterOnly
            ? "改变主意了，随时可以登录后重新确认。"
            : change.possible
              ? `改变主意了，再打开短信里的链接就能改回来，${changeText(change)}`
              : `${verb}后不能再更改。`}
        </p>
        <Actions>
          <ButtonLink href="/c">{back}</ButtonLink>
          <DecisionForm
            decision="waive"
            handle={view.handle}
            check={view.check}
            checkFailed={view.checkFailed}
            outlined
          >
            {verb}
          </DecisionForm>
        </Actions>
        <p class="small quiet" lang="en">
          Waive this benefit? The first button goes back and changes nothing.
        </p>
      </>
    ),
  };
}
