import type { FamilyMember } from "#shared/code-holders/list-family.ts";
import { SubmitButton } from "#shared/web/components/buttons.tsx";
import { easierReadingScript } from "#shared/web/easier-reading.script.ts";
import type { Page } from "#shared/web/page.ts";
import { speaker } from "./words.ts";

const relationNames = { child: "子女", spouse: "配偶", parent: "父母" } as const;

/** Which relatives may show one's own code. */
export function sharingPage({
  relatives,
  shared,
  form,
}: {
  relatives: readonly FamilyMember[];
  shared: ReadonlySet<string>;
  form: string;
}): Page {
  return {
    title: "让家人代我出示",
    speaker,
    homeHref: "/",
    script: easierReadingScript,
    body: (
      <>
        <h1>让家人代我出示随申码</h1>
        <p>
          同意以后，这位家人登录自己的“随申码”页面，就能出示您的码。家人只看到您的姓氏，看不到您的证件号码和待遇。随时可以收回。
        </p>
        {relatives.length === 0 ? (
          <p>公安、民政的登记里还没有您的成年家人，所以没有可以选的。登记有误，请拨打12345更正。</p>
        ) : (
          <ul class="cards">
            {relatives.map((one) => (
              <li>
                <Relative relative={one} isShared={shared.has(one.subjectKey)} form={form} />
              </li>
            ))}
          </ul>
        )}
        <p>未满18周岁的孩子，由父母直接出示，不用另外同意。</p>
        <p>
          <a href="/me/code">返回随申码</a>
        </p>
      </>
    ),
  };
}

function Relative({
  relative: { id, relation, nameMasked },
  isShared,
  form,
}: {
  relative: FamilyMember;
  isShared: boolean;
  form: string;
}) {
  const name = `${relationNames[relation]}${nameMasked === undefined ? "" : ` ${nameMasked}`}`;
  return (
    <form method="post" action="/me/code/sharing" class="answer">
      <input type="hidden" name="form" value={form} />
      <input type="hidden" name="whose" value={id} />
      <input type="hidden" name="share" value={isShared ? "no" : "yes"} />
      <span>
        {name}
        <span class="small quiet aside">{isShared ? "✓ 可以代您出示" : "不能代您出示"}</span>
      </span>
      <SubmitButton outlined={isShared}>{isShared ? "收回" : "同意"}</SubmitButton>
    </form>
  );
}
