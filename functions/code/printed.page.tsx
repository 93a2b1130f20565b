import { formatDay } from "#shared/calendar/format.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { qrPath } from "#shared/qr/qr-svg.ts";
import type { Page } from "#shared/web/page.ts";
import type { PrintedCode } from "./print-code.ts";
import { QrImage } from "./qr-image.tsx";
import { lastDayOf, speaker } from "./words.ts";

/** The sheet: a code to be cut out and carried. */
export function printedPage({
  code: { text, issuedAt, validUntil },
  nameMasked,
}: PrintedCode): Page {
  const { path, size } = qrPath(text);
  return {
    title: "离线码",
    speaker,
    isPassing: true,
    body: (
      <>
        <h1>离线码</h1>
        <section class="card" aria-label="离线码">
          <QrImage path={path} size={size} label="离线码，二维码图案" />
          <div>
            <p>
              <strong>随申码 离线码{nameMasked === undefined ? "" : ` ${nameMasked}`}</strong>
            </p>
            <p>{lastDayOf(validUntil)}以前有效</p>
            <p>出示给工作人员扫描，并由工作人员核对是不是本人。</p>
            <p class="small quiet">
              {formatDay(shanghaiDay(issuedAt))}
              生成。再打印一张，这张就作废。丢失请到社区事务受理服务中心，或登录后作废。
            </p>
          </div>
        </section>
        <p class="small quiet screen-only">
          用浏览器的“打印”可以打印成A4纸，沿边框剪下。离开本页以后不能再看到这个码，需要时重新生成。
        </p>
        <p class="screen-only">
          <a href="/me/code/printed">返回</a>
        </p>
      </>
    ),
  };
}
