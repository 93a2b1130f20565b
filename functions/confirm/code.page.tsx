import { Actions, SubmitButton } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { FraudAdvice } from "./fraud-advice.tsx";
import { letterScript } from "./letter.script.ts";
import type { CodeView } from "./views.ts";

/** Where a link leads before its code is posted, and where a code can be typed by hand. */
export function codePage({ notValid }: CodeView): Page {
  return {
    title: "打开您的待遇",
    speaker: "查看并确认您的待遇",
    script: letterScript,
    body: (
      <>
        <h1>打开您的待遇</h1>
        {notValid ? (
          <Notice kind="wrong" title="这个编码打不开">
            <p>
              编码可能输错、过期，或者已经失效。没有改动任何内容。请对照短信再输一次；仍打不开的，请拨打12345。
            </p>
            <p class="small quiet" lang="en">
              This code opens nothing, and nothing was changed. Check it against the message, or
              call 12345.
            </p>
          </Notice>
        ) : (
          <p>点开短信里的链接，会自动进入。没有自动进入的，请输入链接里“#”后面的编码。</p>
        )}
        <form method="post" action="/c">
          <label class="field" for="code">
            编码（28位字母和数字）
          </label>
          <input
            class="code"
            type="text"
            id="code"
            name="code"
            required
            maxlength={80}
            autocomplete="off"
            autocapitalize="none"
            spellcheck={false}
            aria-describedby="code-hint"
          />
          <p class="small quiet" id="code-hint">
            不分大小写，可以带空格或短横。
          </p>
          <Actions>
            <SubmitButton>查看</SubmitButton>
          </Actions>
        </form>
        <p class="small quiet">
          查看不会改动任何内容。<span lang="en">Looking changes nothing.</span>
        </p>
        <FraudAdvice />
      </>
    ),
  };
}
