import type { DecisionDocument } from "#shared/documents/signed-document.ts";
import { Actions, SubmitButton } from "#shared/web/components/buttons.tsx";
import { Facts } from "#shared/web/components/facts.tsx";
import { easierReadingScript } from "#shared/web/easier-reading.script.ts";
import { Notice } from "#shared/web/components/notice.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import type { Page } from "#shared/web/page.ts";
import { messageWords, type MessageResult } from "./message-words.ts";

export type VerifyResult =
  | { readonly kind: "asking" | MessageResult }
  | { readonly kind: "no-document" }
  | { readonly kind: "genuine"; readonly document: DecisionDocument }
  | { readonly kind: "not-genuine" };

/** Where anyone checks whether a message is ours, and whether a downloaded document is, to the letter. */
export function verifyPage(result: VerifyResult): Page {
  return {
    title: "核验短信和电子文件",
    speaker: "任何人都可以核验",
    homeHref: "/",
    script: easierReadingScript,
    body: (
      <>
        <h1>核验短信和电子文件</h1>
        <ResultText result={result} />
        <MessageForm />
        <DocumentForm />
      </>
    ),
  };
}

function MessageForm() {
  return (
    <>
      <h2>短信是不是我们发的</h2>
      <form method="post" action="/verify">
        <label class="field" for="number">
          验真编号（16位字母和数字）
        </label>
        <input
          class="code"
          type="text"
          id="number"
          name="number"
          required
          maxlength={200}
          autocomplete="off"
          autocapitalize="characters"
          spellcheck={false}
          aria-describedby="number-hint"
        />
        <p class="small quiet" id="number-hint">
          在每条消息的末尾，“验真编号”后面。不分大小写，空格可以不输。
        </p>
        <Actions>
          <SubmitButton>核验短信</SubmitButton>
        </Actions>
      </form>
      <p>
        只回答“是”或者“不是”我们发的，不显示发给谁、说什么，也不保存。不方便上网的，请拨打12345报编号核实。
      </p>
      <p class="small quiet" lang="en">
        Type the number at the end of a message. You learn whether we sent it, and nothing else.
      </p>
    </>
  );
}

function DocumentForm() {
  return (
    <>
      <h2>电子文件是不是真的</h2>
      <p>请选择从本网站下载的申请表或者放弃声明（.json文件）。核验后不保存文件。</p>
      <form method="post" action="/verify" enctype="multipart/form-data">
        <label class="field" for="file">
          电子文件
        </label>
        <input type="file" id="file" name="file" accept=".json,application/json" />
        <details>
          <summary>没有文件，粘贴内容</summary>
          <label class="field" for="text">
            文件内容
          </label>
          <textarea id="text" name="text" rows={6} spellcheck={false}></textarea>
        </details>
        <Actions>
          <SubmitButton>核验文件</SubmitButton>
        </Actions>
      </form>
      <p class="small quiet" lang="en">
        Choose a form or waiver that was downloaded here. Nothing is stored.
      </p>
    </>
  );
}

function ResultText({ result }: { result: VerifyResult }) {
  switch (result.kind) {
    case "asking":
      return null;
    case "our-message":
    case "not-our-message":
    case "no-number": {
      const { sign, title, texts, en } = messageWords[result.kind];
      return (
        <Notice kind={sign} title={title}>
          {texts.map((text) => (
            <p>{text}</p>
          ))}
          <p class="small" lang="en">
            {en}
          </p>
        </Notice>
      );
    }
    case "no-document":
      return (
        <Notice kind="wrong" title="这不是本系统的电子文件">
          <p>请选择下载的原文件，不要改名改内容，再试一次。没有改动任何内容。</p>
        </Notice>
      );
    case "not-genuine":
      return (
        <Notice kind="wrong" title="核验没有通过">
          <p>内容被改动过，或者不是本系统签发的。请勿采信；有疑问请拨打12345。</p>
        </Notice>
      );
    case "genuine":
      return (
        <>
          <Notice kind="done" title="核验通过：由本系统签发，没有改动">
            <p>签名证明内容没有改动过，不代替部门的电子印章。</p>
          </Notice>
          <Facts facts={factsOf(result.document)} />
        </>
      );
  }
  result satisfies never;
}

function factsOf({ kind, number, decidedAt, form }: DecisionDocument) {
  return [
    { label: "文件", value: kind === "waiver" ? "放弃声明" : "申请表" },
    { label: "编号", value: <span class="number">{number}</span> },
    { label: "事项", value: form.title },
    { label: "部门", value: form.department },
    ...(form.applicant === undefined ? [] : [{ label: "姓名", value: form.applicant }]),
    { label: "签署时间", value: formatInstant(new Date(decidedAt)) },
  ];
}
