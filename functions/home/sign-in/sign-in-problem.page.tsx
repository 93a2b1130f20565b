import type { SignInRefusal } from "#shared/sign-in/finish-sign-in.ts";
import { localPath } from "#shared/sign-in/local-path.ts";
import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { FraudAdvice } from "../fraud-advice.tsx";
import { speaker } from "../words.ts";

interface Words {
  readonly happened: string;
  readonly toDo: string;
  readonly en: string;
}

/** What does not fit is told alike: who tries it learns nothing of what was looked at. */
const notFitting: Words = {
  happened: "这次登录没有成功",
  toDo: "登录的结果与这台设备上开始的登录对不上，可能打开得太久、重复打开，或者不是您自己开始的。请重新登录。",
  en: "This sign-in does not belong to one that was begun here. Please sign in again.",
};

const words = {
  "not-begun": notFitting,
  state: notFitting,
  answer: notFitting,
  token: notFitting,
  provider: {
    happened: "统一身份认证没有通过",
    toDo: "登录可能已经用过或者过期。请重新登录。",
    en: "The identity provider refused: the sign-in was used before or has expired. Sign in again.",
  },
  cancelled: {
    happened: "您取消了登录",
    toDo: "需要时可以重新登录。",
    en: "You turned back. Sign in again whenever you like.",
  },
  "no-subject": {
    happened: "这个账号不能在这里登录",
    toDo: "账号没有对应的个人证件或者单位。请用本人账号，或者用贵单位的经办人账号登录。",
    en: "This account stands for no person and no organisation. Sign in with your own account.",
  },
  silent: {
    happened: "统一身份认证暂时没有回应",
    toDo: "请过一会儿再试。也可以拨打12345，或者到社区事务受理服务中心办理。",
    en: "The identity provider does not answer. Try again later, or call 12345.",
  },
} as const satisfies Record<SignInRefusal, Words>;

/** Why nobody was signed in, that nothing was changed, and the way to try again. */
export function signInProblemPage({
  because,
  to,
}: {
  readonly because: SignInRefusal;
  readonly to: string | undefined;
}): Page {
  const { happened, toDo, en }: Words = words[because];
  return {
    title: happened,
    speaker,
    body: (
      <>
        <h1>{happened}</h1>
        <Notice kind="wrong" title="没有登录，没有改动任何内容">
          <p>{toDo}</p>
        </Notice>
        <Actions>
          <ButtonLink href={`/me/sign-in?to=${localPath(to)}&again=yes`}>重新登录</ButtonLink>
        </Actions>
        <p class="small quiet" lang="en">
          {en} Nothing was changed.
        </p>
        <FraudAdvice />
      </>
    ),
  };
}
