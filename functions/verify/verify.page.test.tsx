import { gzipSync } from "node:zlib";
import { Hono } from "hono";
import { expect, test } from "vitest";
import { sendPage } from "#shared/web/send-page.tsx";
import { verifyPage } from "./verify.page.tsx";

test("the page is at most 14 KiB compressed", async () => {
  const app = new Hono();
  app.get("/", (c) => sendPage(c, verifyPage({ kind: "not-our-message" })));
  const html = await (await app.request("/")).text();
  expect(gzipSync(html).length).toBeLessThanOrEqual(14 * 1024);
});
