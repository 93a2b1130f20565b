import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { speaker } from "../words.ts";

/** One is signed out here; `further` leads to where one is signed out at the provider too. */
export function signedOutPage({ further }: { readonly further: string | undefined }): Page {
  return {
    title: "已退出",
    speaker,
    body: (
      <>
        <h1>已退出</h1>
        <Notice kind="done" title="这台设备上不再显示您的内容">
          {further === undefined ? (
            <p>可以关闭这一页。</p>
          ) : (
            <p>接着退出统一身份认证。没有自动前往的，请点下面的按钮。</p>
          )}
        </Notice>
        <Actions>
          {further === undefined ? (
            <ButtonLink href="/me" outlined>
              重新登录
            </ButtonLink>
          ) : (
            <ButtonLink href={further}>退出统一身份认证</ButtonLink>
          )}
        </Actions>
        <p class="small quiet" lang="en">
          You are signed out here.
        </p>
      </>
    ),
  };
}
