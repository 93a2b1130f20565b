import { Actions, SubmitButton } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import { easierReadingScript } from "#shared/web/easier-reading.script.ts";
import type { Page } from "#shared/web/page.ts";
import { lastDayOf, speaker } from "./words.ts";

/** Before a code is printed: what it is good for, and that the one before ends. */
export function printingPage({
  form,
  validUntil,
}: {
  form: string;
  /** Of the code that the person carries already. */
  validUntil: Date | undefined;
}): Page {
  return {
    title: "打印离线码",
    speaker,
    homeHref: "/",
    script: easierReadingScript,
    body: (
      <>
        <h1>打印离线码</h1>
        <p>一张A4纸，半年有效，不用手机。出示时，工作人员会再核对一下是不是本人。</p>
        {validUntil === undefined ? null : (
          <Notice kind="note" title={`您已有一张，${lastDayOf(validUntil)}以前有效`}>
            <p>再打印一张，旧的马上作废。</p>
          </Notice>
        )}
        <form method="post" action="/me/code/printed">
          <input type="hidden" name="form" value={form} />
          <Actions>
            <SubmitButton>
              {validUntil === undefined ? "生成离线码" : "重新生成离线码"}
            </SubmitButton>
          </Actions>
        </form>
        {validUntil === undefined ? null : (
          <form method="post" action="/me/code/printed/revocation">
            <input type="hidden" name="form" value={form} />
            <Actions>
              <SubmitButton outlined>丢了，只作废旧的</SubmitButton>
            </Actions>
          </form>
        )}
        <p class="small quiet">
          只用于公园等金额不大的优待。没有打印机，可以带身份证到社区事务受理服务中心打印。
        </p>
        <p>
          <a href="/me/code">返回随申码</a>
        </p>
      </>
    ),
  };
}
