import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Page } from "#shared/web/page.ts";
import { problemTypes, type ProblemCode } from "#shared/web/problem-types.ts";
import { cataloguePage, English } from "../frame.tsx";

/** What a problem type means, for who meets its address in an answer. */
export function problemTypePage(code: ProblemCode, on: CivilDate): Page {
  const { zh, en } = problemTypes[code];
  const body = (
    <>
      <p class="lead">错误类型 /problems/{code}</p>
      <h1>{zh}</h1>
      <p>具体发生了什么、要怎么做，写在那次答复的“detail”里。</p>
      <English>
        {en}. The answer that named this type says in “detail” what happened and what to do.
      </English>
    </>
  );
  return cataloguePage({ title: zh, body }, on);
}
