import axe from "axe-core";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { asBrowser, type CatalogueWorld } from "./catalogue-world.ts";

/** A secure context, so that the browser applies every header. */
const origin = "https://catalogue.test";

/** A page of a catalogue that runs without a Worker. */
export interface Browsed {
  readonly page: Page;
  /** Every request that the browser made, in order: "GET /policies". */
  readonly requests: string[];
  /** What the browser complained of: errors, and what the page's own policy forbade. */
  readonly complaints: string[];
  goto(path: string): Promise<void>;
  close(): Promise<void>;
}

/** Opens a window whose requests the catalogue answers. */
export async function browseCatalogue(
  browser: Browser,
  world: Pick<CatalogueWorld, "get">,
  options: BrowserContextOptions = {},
): Promise<Browsed> {
  const context = await browser.newContext({ locale: "zh-CN", ...options });
  const requests: string[] = [];
  const complaints: string[] = [];
  await context.route("**", async (route) => {
    const request = route.request();
    const { pathname, search } = new URL(request.url());
    const response = await world.get(pathname + search, asBrowser, request.method());
    await route.fulfill({
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await response.text(),
    });
  });
  const page = await context.newPage();
  page.on("request", (request) => {
    requests.push(`${request.method()} ${request.url().replace(origin, "")}`);
  });
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(message.text());
  });
  return {
    page,
    requests,
    complaints,
    async goto(path) {
      await page.goto(origin + path);
    },
    close: () => context.close(),
  };
}

/** What axe-core finds against WCAG 2.2, levels A and AA: rule and place, empty where there is nothing. */
export async function violationsOf(page: Page): Promise<string[]> {
  return findIn(page, ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
}

/** Text whose contrast is less than WCAG's level AAA asks: 7:1, large text 4.5:1. */
export async function faintTextIn(page: Page): Promise<string[]> {
  return findIn(page, { type: "rule", values: ["color-contrast-enhanced"] });
}

async function findIn(page: Page, runOnly: axe.RunOptions["runOnly"]): Promise<string[]> {
  // Through the debugger, which the page's own policy does not bind.
  await page.evaluate(axe.source);
  const found: { id: string; nodes: { target: string[] }[] }[] = await page.evaluate(
    `axe.run(document, { runOnly: ${JSON.stringify(runOnly)} })
      .then(({ violations }) => violations.map(({ id, nodes }) => ({ id, nodes: nodes.map(({ target }) => ({ target })) })))`,
  );
  return found.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(" ")}`));
}
