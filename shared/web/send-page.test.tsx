import { gzipSync } from "node:zlib";
import { createHash } from "node:crypto";
import { Hono } from "hono";
import { expect, test } from "vitest";
import type { Page } from "./page.ts";
import { sendPage } from "./send-page.tsx";
import { style } from "./style.ts";

const hashOf = (text: string) => `'sha256-${createHash("sha256").update(text).digest("base64")}'`;

async function pageAsSent(page: Partial<Page>) {
  const app = new Hono();
  const whole = { title: "标题", speaker: "上海市民政局", body: <p>正文</p>, ...page };
  app.get("/", (c) => sendPage(c, whole));
  const response = await app.request("/");
  return {
    policy: response.headers.get("Content-Security-Policy") ?? "",
    text: await response.text(),
  };
}

/** The text between the tags, as a browser hashes it. */
function inline(html: string, tag: string): string | undefined {
  return new RegExp(`<${tag}>([\\s\\S]*?)</${tag}>`).exec(html)?.[1];
}

test("the policy allows exactly the style and the script that stand in the page", async () => {
  const { policy, text } = await pageAsSent({ script: 'history.replaceState(null,"","/c")&&1<2' });
  expect(policy).toContain(`style-src ${hashOf(inline(text, "style") ?? "")};`);
  expect(policy).toContain(`script-src ${hashOf(inline(text, "script") ?? "")};`);
  expect(policy).not.toContain("unsafe-inline");
});

test("a page without a script allows none", async () => {
  const { policy, text } = await pageAsSent({});
  expect(policy).toContain("script-src 'none'");
  expect(text).not.toContain("<script");
});

test("what comes from data cannot become markup", async () => {
  const { text } = await pageAsSent({ title: "<b>", speaker: "<script>alert(1)</script>" });
  expect(text).toContain("<title>&lt;b&gt; · 免申即享</title>");
  expect(text).not.toContain("<script>");
});

test("a page is in Chinese, says who speaks, and asks the network for nothing more", async () => {
  const { text } = await pageAsSent({});
  expect(text).toMatch(/^<!doctype html><html lang="zh-CN">/);
  expect(text).toContain("上海市民政局");
  expect(text).toContain('href="#content"');
  expect(text).not.toMatch(/\ssrc=|<link|<img|url\(|@import/);
});

test("the stylesheet is at most 6 KiB compressed", () => {
  expect(gzipSync(style).length).toBeLessThanOrEqual(6 * 1024);
});

test("a page that stands alone runs its own script, and can send nothing by any way", async () => {
  const standalone = { path: "/check/0.js", integrity: "sha256-0" };
  const { policy, text } = await pageAsSent({ standalone });
  expect(text).toContain('<script src="/check/0.js" integrity="sha256-0"></script>');
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("connect-src 'none'; form-action 'none';");
  expect(policy).not.toContain("form-action 'self'");
});

test("an installed page asks its own origin for more, and nobody else", async () => {
  const installed = {
    script: { path: "/venue/0.js", integrity: "sha256-0" },
    manifest: "/venue/manifest.webmanifest",
    icon: "/venue/icon.svg",
    style: ".finder{display:block}",
  };
  const { policy, text } = await pageAsSent({ installed });
  expect(text).toContain('<script src="/venue/0.js" integrity="sha256-0"></script>');
  expect(text).toContain('<link rel="manifest" href="/venue/manifest.webmanifest"/>');
  expect(policy).toContain(
    `style-src ${hashOf(inline(text, "style") ?? "")} ${hashOf(installed.style)};`,
  );
  for (const kind of ["script", "connect", "manifest", "worker", "img"])
    expect(policy).toContain(`${kind}-src 'self'`);
  expect(policy).toMatch(/^default-src 'none'/);
  expect(policy).not.toContain("unsafe");
});
