import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { speaker } from "./words.ts";

/**
 * There is no code to show.
 *
 * @param hasOwn another one's was asked for, who is no relative any more or has taken it back
 */
export function noCodePage(hasOwn: boolean): Page {
  return {
    title: "现在没有可以出示的码",
    speaker,
    homeHref: "/",
    body: (
      <>
        <h1>{hasOwn ? "不能出示这个码" : "现在还没有您的码"}</h1>
        <p>
          {hasOwn
            ? "登记的亲属关系变了，或者家人收回了同意。没有改动任何内容。"
            : "还没有部门报送过与您登录的身份有关的数据，所以生成不了码。这不代表不能享受优待：请在场所出示身份证，按场所公示办理。"}
        </p>
        <Actions>
          <ButtonLink href={hasOwn ? "/me/code" : "/me"}>
            {hasOwn ? "出示本人的码" : "返回"}
          </ButtonLink>
        </Actions>
      </>
    ),
  };
}
