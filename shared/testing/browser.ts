import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const executablePath = process.env["CHROMIUM"] ?? "/usr/bin/chromium";

/** Whether pages can be tested here. In CI the browser is required, so that its tests cannot vanish unnoticed. */
export const hasBrowser =
  existsSync(executablePath) || process.env["REQUIRE_BROWSER"] !== undefined;

/** Debian's Chromium, headless, with no connection of its own to anywhere. */
export async function startBrowser(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath,
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
      ...more,
    ],
  });
}

/** A small phone. */
export const phone = { width: 360, height: 640 } as const;
