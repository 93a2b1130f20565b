import { html, raw } from "hono/html";
import { style } from "#shared/web/style.ts";
import type { Identity, StaffIdentity } from "../identity.ts";

type Markup = ReturnType<typeof html>;

/** A page of the local identity provider, in the dress of ours and under its own name. */
async function pageOf(title: string, body: Markup): Promise<string> {
  const text = await html`<!doctype html>
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${title} · 示例身份认证</title>
        <style>
          ${raw(style)}
        </style>
      </head>
      <body>
        <header>
          <div class="measure">
            <div class="who">
              <span class="name">只在本机</span><span class="speaker">示例身份认证</span>
            </div>
          </div>
        </header>
        <main class="measure">${body}</main>
      </body>
    </html>`;
  return String(text);
}

/** Where somebody of the sample city is chosen. */
export async function choosePage(
  identities: readonly Identity[],
  { wrong = false }: { readonly wrong?: boolean } = {},
): Promise<string> {
  const choices = identities.map(
    ({ name, note }, index) =>
      html`<li>
        <form method="post">
          <button class="button outlined" name="choice" value="${index}">${name}</button>
          <p class="small quiet">${note}</p>
        </form>
      </li>`,
  );
  return pageOf(
    "选择示例身份",
    html`<h1>选择示例身份</h1>
      <p>这里代替统一身份认证，只供试用：人和单位都是虚构的，不要输入真实的证件号码。</p>
      ${
        wrong
          ? html`<div class="notice wrong" role="alert">
              <p>号码不对，没有登录。请核对校验码，例如虚构地区码319900。</p>
            </div>`
          : ""
      }
      <ul class="plain">
        ${choices}
      </ul>
      <form method="post">
        <label class="field" for="number">其他示例号码（身份证件或统一社会信用代码）</label>
        <input
          class="code"
          type="text"
          id="number"
          name="number"
          maxlength="18"
          autocomplete="off"
          required
        />
        <div class="actions"><button class="button" type="submit">用这个号码登录</button></div>
      </form>
      <form method="post">
        <button class="button outlined" name="cancel" value="yes">取消，不登录</button>
      </form>`,
  );
}

/** Where a member of staff of the sample city is chosen. */
export async function chooseStaffPage(staff: readonly StaffIdentity[]): Promise<string> {
  const choices = staff.map(
    ({ name, note }, index) =>
      html`<li>
        <form method="post">
          <button class="button outlined" name="staff" value="${index}">${name}</button>
          <p class="small quiet">${note}</p>
        </form>
      </li>`,
  );
  return pageOf(
    "选择示例工作人员",
    html`<h1>选择示例工作人员</h1>
      <p>这里代替工作人员的身份认证，只供试用：人都是虚构的。</p>
      <ul class="plain">
        ${choices}
      </ul>
      <form method="post">
        <button class="button outlined" name="cancel" value="yes">取消，不登录</button>
      </form>`,
  );
}

/** What the protocol asks before somebody is signed out there too. */
export async function signOutPage(form: string): Promise<string> {
  return pageOf(
    "退出",
    html`<h1>也退出身份认证吗？</h1>
      <p>退出后，下次登录要重新选择身份。</p>
      ${raw(form)}
      <div class="actions row">
        <button class="button" type="submit" form="op.logoutForm" name="logout" value="yes">
          退出
        </button>
        <button class="button outlined" type="submit" form="op.logoutForm">不退出</button>
      </div>`,
  );
}

export async function signedOutPage(): Promise<string> {
  return pageOf("已退出", html`<h1>已退出身份认证</h1>`);
}

/** What the provider refuses; the codes are the protocol's own. */
export async function errorPage(error: string): Promise<string> {
  return pageOf(
    "不能登录",
    html`<h1>不能登录</h1>
      <p>请求不对，或者已经过期（${error}）。请回到原来的页面，重新点“登录”。</p>`,
  );
}
