import { raw } from "hono/html";
import { style } from "./style.ts";
import type { Page } from "./page.ts";

/** The frame of every page: who speaks, the content, and nothing that asks the network for more. */
export function Layout({ title, speaker, body, script, homeHref }: Page) {
  const name = <span class="name">免申即享</span>;
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · 免申即享`}</title>
        <style>{raw(style)}</style>
      </head>
      <body>
        <a class="skip" href="#content">
          跳到正文
        </a>
        <header>
          <div class="measure">
            <div class="who">
              {homeHref === undefined ? name : <a href={homeHref}>{name}</a>}
              <span class="speaker">{speaker}</span>
            </div>
            {/* Works without script: the stylesheet looks at the box. */}
            <input type="checkbox" id="large" />
            <label class="large" for="large">
              大字
            </label>
          </div>
        </header>
        <main id="content" class="measure" tabindex={-1}>
          {body}
        </main>
        {script === undefined ? null : <script>{raw(script)}</script>}
      </body>
    </html>
  );
}
