import { Actions, ButtonLink, SubmitButton } from "#shared/web/components/buttons.tsx";
import { Facts } from "#shared/web/components/facts.tsx";
import type { Page } from "#shared/web/page.ts";
import { Tick } from "./counter.page.tsx";
import { speaker } from "./sign-in.page.tsx";
import type { Offer } from "./views.ts";
import { factsOf, Fields } from "./visit.page.tsx";

/** Asks once more before a benefit is waived; the way back stands first. */
export function waiverPage(offer: Offer, visit: string, form: string): Page {
  const { title, laterPeriodsOnly } = offer;
  const verb = laterPeriodsOnly ? "以后不再领取" : "放弃";
  return {
    title: `确定${verb}吗？`,
    speaker,
    body: (
      <>
        <h1>
          请再问一次本人：确定{verb}“{title}”吗？
        </h1>
        <Facts facts={factsOf(offer)} />
        <Actions>
          <ButtonLink href={`/window/visits/${visit}`}>返回，先不{verb}</ButtonLink>
          <form method="post" action={`/window/visits/${visit}/decisions`}>
            <Fields form={form} offer={offer} decision="waive" />
            <Tick id="askedAgain">{`已经再问过本人，本人确定${verb}`}</Tick>
            <SubmitButton outlined>登记：{verb}</SubmitButton>
          </form>
        </Actions>
      </>
    ),
  };
}
