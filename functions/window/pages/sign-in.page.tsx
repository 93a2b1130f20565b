import type { StaffRefusal } from "#shared/sign-in/finish-staff-sign-in.ts";
import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";

export const speaker = "窗口代办";

/** Before a clerk has signed in. */
export function signInPage(): Page {
  return {
    title: "登录窗口",
    speaker,
    body: (
      <>
        <h1>登录窗口</h1>
        <p>给没有智能手机的居民办理：本人带证件到场，由您登记本人的决定。</p>
        <Actions>
          <ButtonLink href="/window/sign-in">用工作人员账号登录</ButtonLink>
        </Actions>
        <p class="small quiet" lang="en">
          For clerks at the counters of community service centers.
        </p>
      </>
    ),
  };
}

/** What does not fit is told alike: who tries it learns nothing of what was looked at. */
const notFitting = "登录的结果与这台电脑上开始的登录对不上，可能打开得太久，或者重复打开。";

const words = {
  "not-begun": notFitting,
  state: notFitting,
  answer: notFitting,
  token: notFitting,
  provider: "身份认证没有通过，登录可能已经用过或者过期。",
  cancelled: "您取消了登录。",
  "no-role": "这个账号没有“窗口”的角色。需要开通的，请找本单位的管理人员。",
  silent: "身份认证暂时没有回应，请过一会儿再试。",
} as const satisfies Record<StaffRefusal, string>;

/** Why nobody was signed in. */
export function signInProblemPage(because: StaffRefusal): Page {
  return {
    title: "没有登录",
    speaker,
    body: (
      <>
        <h1>没有登录</h1>
        <Notice kind="wrong" title="没有改动任何内容">
          <p>{words[because]}</p>
        </Notice>
        <Actions>
          <ButtonLink href="/window/sign-in">重新登录</ButtonLink>
        </Actions>
        <p class="small quiet" lang="en">
          You are not signed in, and nothing was changed.
        </p>
      </>
    ),
  };
}
