import { raw } from "hono/html";
import { style } from "./style.ts";
import { notToBeKept, type Page } from "./page.ts";

/** The frame of every page: who speaks, the content, and nothing that asks the network for more. */
export function Layout(page: Page) {
  const { title, speaker, body, script, homeHref, navigation, feed, isPassing, installed } = page;
  const standalone = page.standalone ?? installed?.script;
  const name = <span class="name">免申即享</span>;
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} · 免申即享`}</title>
        {isPassing === true ? <meta name="robots" content={notToBeKept} /> : null}
        {feed === undefined ? null : (
          <link rel="alternate" type="application/atom+xml" title={feed.text} href={feed.href} />
        )}
        <style>{raw(style)}</style>
        {installed === undefined ? null : (
          <>
            <style>{raw(installed.style)}</style>
            <link rel="manifest" href={installed.manifest} />
            <link rel="icon" type="image/svg+xml" href={installed.icon} />
          </>
        )}
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
        {navigation === undefined ? null : (
          <footer>
            <nav class="measure" aria-label="目录导航">
              <ul>
                {navigation.map(({ href, text }) => (
                  <li>
                    <a href={href}>{text}</a>
                  </li>
                ))}
              </ul>
            </nav>
          </footer>
        )}
        {script === undefined ? null : <script>{raw(script)}</script>}
        {standalone === undefined ? null : (
          <script src={standalone.path} integrity={standalone.integrity}></script>
        )}
      </body>
    </html>
  );
}
