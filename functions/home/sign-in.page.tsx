import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { FraudAdvice } from "./fraud-advice.tsx";
import { speaker } from "./words.ts";

/** Before anybody has signed in: what there is to see, and one button. */
export function signInPage(): Page {
  return {
    title: "登录后查看",
    speaker,
    homeHref: "/",
    body: (
      <>
        <h1>登录后查看您的待遇</h1>
        <p>登录后可以看到：哪些待遇等您确认，已经发了什么、为什么，还有哪些不能判断、该怎么办。</p>
        <Actions>
          <ButtonLink href="/me/sign-in">登录</ButtonLink>
        </Actions>
        <p class="small quiet">
          登录由统一身份认证办理，我们看不到您的密码，也不在这台设备上留下您的证件号码。单位请由经办人登录。
        </p>
        <p class="small quiet" lang="en">
          Sign in to see what waits for you, what you have received and why.
        </p>
        <FraudAdvice />
      </>
    ),
  };
}
