import type { Page } from "../page.ts";
import type { Refusal } from "../refusal.ts";
import { problemTypes } from "../problem-types.ts";

/** A refusal as a person's browser shows it: the same words as the problem document. */
export function refusalPage({ code, text }: Refusal): Page {
  const title = problemTypes[code];
  return {
    title: title.zh,
    speaker: "系统提示",
    body: (
      <>
        <h1>{title.zh}</h1>
        <p>{text.zh}</p>
        <p class="small" lang="en">
          {text.en}
        </p>
        <p>
          <a href="/">回到首页</a>
        </p>
      </>
    ),
  };
}
