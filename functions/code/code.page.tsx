import { easierReadingScript } from "#shared/web/easier-reading.script.ts";
import type { Page } from "#shared/web/page.ts";
import { Actions, ButtonLink } from "#shared/web/components/buttons.tsx";
import type { Choice } from "./bearer.ts";
import { freshCodeScript } from "./fresh-code.script.ts";
import { QrImage } from "./qr-image.tsx";
import type { CodeView } from "./views.ts";
import { classNames, speaker } from "./words.ts";

const hrefOf = ({ id }: Choice): string => (id === "" ? "/me/code" : `/me/code?whose=${id}`);

/** A code, large, with how long it is good; then whose it may be, and what whoever scans it learns. */
export function codePage({ kind, choices, choice, code, mayPrint }: CodeView): Page {
  const name = choice.holder.nameMasked;
  const whose = classNames[choice.class];
  return {
    title: `${whose}的随申码`,
    speaker,
    homeHref: "/",
    script: freshCodeScript + easierReadingScript,
    isAsking: true,
    isPassing: true,
    body: (
      <>
        <h1>
          <span class="phrase">{whose}的随申码</span>
          {name === undefined ? null : <span class="phrase">（{name}）</span>}
        </h1>
        <div id="code" data-seconds={code.validForSeconds} data-whose={choice.id}>
          <QrImage
            path={code.path}
            size={code.size}
            label={`${whose}的随申码，二维码图案，请对准工作人员的扫码设备`}
          />
          <p class="figure">
            <span id="left" role="timer">
              {code.until}前有效
            </span>
          </p>
          <p id="told" role="status" class="small quiet"></p>
        </div>
        <Actions>
          <ButtonLink href={hrefOf(choice)} outlined>
            换一个新码
          </ButtonLink>
        </Actions>
        <Choices choices={choices} choice={choice} />
        <p>
          把屏幕对准扫码设备。场所只看到能享受什么优待和姓名的第一个字，看不到证件号码，也不知道属于哪类人员。
        </p>
        {choice.class === "family" || choice.class === "child" ? (
          <p class="small quiet">是不是家人，由公安、民政的登记核对。每次打开都有记录。</p>
        ) : null}
        <ul class="plain ways">
          {mayPrint ? (
            <li>
              <a href="/me/code/printed">打印纸质离线码（60岁以上，不用手机也能用）</a>
            </li>
          ) : null}
          {kind === "person" ? (
            <li>
              <a href="/me/code/sharing">让家人代我出示随申码</a>
            </li>
          ) : null}
          <li>
            <a href="/me/sign-in?to=/me/code&again=yes">
              {kind === "person"
                ? "出示单位的码（用单位身份登录）"
                : "出示个人的码（用个人身份登录）"}
            </a>
          </li>
          <li>
            <a href="/me">我的待遇</a>
          </li>
        </ul>
      </>
    ),
  };
}

function Choices({ choices, choice }: { choices: readonly Choice[]; choice: Choice }) {
  if (choices.length < 2) return null;
  return (
    <nav aria-label="出示谁的码">
      <ul class="chips">
        {choices.map((one) => (
          <li>
            <a href={hrefOf(one)} {...(one.id === choice.id ? { "aria-current": "page" } : {})}>
              {classNames[one.class]}
              {one.id === "" || one.holder.nameMasked === undefined
                ? null
                : ` ${one.holder.nameMasked}`}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
