import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { speaker } from "./words.ts";

/** The city issues the codes itself. */
export function cityAppPage(appUrl: string): Page {
  return {
    title: "请打开随申办",
    speaker,
    homeHref: "/",
    body: (
      <>
        <h1>请打开“随申办”出示随申码</h1>
        <p>
          随申码由“随申办”生成。打开“随申办”应用、微信或支付宝里的小程序，点“随申码”，给工作人员扫一下。
        </p>
        <Actions>
          <ButtonLink href={appUrl}>打开随申办</ButtonLink>
        </Actions>
        <p class="small quiet">
          没有手机，可以直接出示身份证，或者社区事务受理服务中心打印的离线码。
        </p>
      </>
    ),
  };
}
