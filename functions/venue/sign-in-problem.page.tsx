import type { StaffRefusal } from "#shared/sign-in/finish-staff-sign-in.ts";
import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { speaker } from "./words.ts";

interface Words {
  readonly happened: string;
  readonly toDo: string;
  readonly en: string;
}

/** What does not fit is told alike: who tries it learns nothing of what was looked at. */
const notFitting: Words = {
  happened: "这次签到没有成功",
  toDo: "签到的结果与这台设备上开始的签到对不上，可能打开得太久，或者重复打开。请重新签到。",
  en: "This sign-in does not belong to one that was begun here. Please sign in again.",
};

const words = {
  "not-begun": notFitting,
  state: notFitting,
  answer: notFitting,
  token: notFitting,
  provider: {
    happened: "身份认证没有通过",
    toDo: "签到可能已经用过或者过期。请重新签到。",
    en: "The identity provider refused: the sign-in was used before or has expired. Sign in again.",
  },
  cancelled: {
    happened: "您取消了签到",
    toDo: "上岗时可以重新签到。",
    en: "You turned back. Sign in whenever your shift begins.",
  },
  "no-role": {
    happened: "这个账号不能在场所上岗",
    toDo: "账号没有“场所核验员”或者“窗口人员”的角色。请用上岗人员本人的账号；需要开通的，找场所管理部门。",
    en: "This account has neither the role of a gatekeeper nor of a clerk. Use your own account, or ask who runs the venue.",
  },
  silent: {
    happened: "身份认证暂时没有回应",
    toDo: "请过一会儿再试。已经在岗的班次不受影响，可以继续核验。",
    en: "The identity provider does not answer. Try again later; a shift that has begun goes on.",
  },
} as const satisfies Record<StaffRefusal, Words>;

/** Why nobody was signed in, and the way back to the device. */
export function signInProblemPage(because: StaffRefusal): Page {
  const { happened, toDo, en }: Words = words[because];
  return {
    title: happened,
    speaker,
    body: (
      <>
        <h1>{happened}</h1>
        <Notice kind="wrong" title="没有签到，设备上的记录没有改动">
          <p>{toDo}</p>
        </Notice>
        <Actions>
          <ButtonLink href="/venue/sign-in">重新签到</ButtonLink>
          <ButtonLink href="/venue" outlined>
            回到核验页面
          </ButtonLink>
        </Actions>
        <p class="small quiet" lang="en">
          {en} Nothing was changed.
        </p>
      </>
    ),
  };
}
