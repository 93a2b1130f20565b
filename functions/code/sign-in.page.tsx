import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { speaker } from "./words.ts";

/** Before anybody has signed in. */
export function signInPage(): Page {
  return {
    title: "登录后出示随申码",
    speaker,
    homeHref: "/",
    body: (
      <>
        <h1>登录后出示随申码</h1>
        <p>到公园等场所，给工作人员扫一下，该有的优待当场就有，不用带证明。</p>
        <Actions>
          <ButtonLink href="/me/sign-in?to=/me/code">登录</ButtonLink>
        </Actions>
        <p class="small quiet">
          没有手机或者不方便登录，可以直接出示身份证；60岁以上还可以用打印的离线码。
        </p>
        <p class="small quiet" lang="en">
          Sign in to show your Suishen code at the gate. Your ID card works too.
        </p>
      </>
    ),
  };
}
