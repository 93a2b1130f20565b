import { Actions, SubmitButton } from "#shared/web/components/buttons.tsx";
import type { Page } from "#shared/web/page.ts";
import { speaker } from "./sign-in.page.tsx";

/** Where a visit begins: the card is read, and the clerk says so. */
export function counterPage(form: string, name: string | undefined): Page {
  return {
    title: "接待本人",
    speaker,
    body: (
      <>
        <h1>接待本人</h1>
        <p>只为到场的人办理。先核对人和证件，再读入号码。</p>
        <form method="post" action="/window/visits">
          <input type="hidden" name="form" value={form} />
          <label class="field" for="number">
            证件号码
          </label>
          <input
            class="code"
            type="text"
            id="number"
            name="number"
            required
            maxlength={18}
            autocomplete="off"
            autofocus
          />
          <Tick id="cardSeen">我已经核对：来的是本人，证件是原件</Tick>
          <Actions>
            <SubmitButton>查看等本人决定的事项</SubmitButton>
          </Actions>
        </form>
        <p class="small quiet">每次查看都有记录。号码不会留在地址栏和这台电脑上。</p>
        <form method="post" action="/window/sign-out">
          <SubmitButton outlined>{name === undefined ? "退出" : `退出（${name}）`}</SubmitButton>
        </form>
      </>
    ),
  };
}

/** A declaration that must be made before the form goes anywhere. */
export function Tick({ id, children }: { id: string; children: string }) {
  return (
    <label class="tick" for={id}>
      <input type="checkbox" id={id} name={id} value="yes" required />
      <span>{children}</span>
    </label>
  );
}
