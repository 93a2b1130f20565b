import type { BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { violationsOf } from "./browse-catalogue.ts";
import { phone } from "./browser.ts";
import type { Dev } from "./dev-harness.ts";
import type { Filmed } from "./fake-camera.ts";

/** A phone or tablet at a gate. */
export interface AtTheGate {
  readonly context: BrowserContext;
  readonly page: Page;
  /** What the browser complained of, above all what the page's own policy forbade. */
  readonly complaints: string[];
  /** What axe found, and what was wider than the screen, in what was looked at. */
  readonly found: string[];
  look(name: string): Promise<void>;
  /** Makes the device known by its one-time code. */
  enrol(code: string): Promise<void>;
  /** At the provider's page, as one of the sample's staff. */
  signIn(name?: string): Promise<void>;
  /** As a card reader does it, wherever the focus is. */
  type(text: string): Promise<void>;
  /** Waits for an answer, and gives all that it says. */
  answer(word: string): Promise<string>;
  next(): Promise<void>;
  /** How the device has sounded and shaken since this was last asked. */
  signals(): Promise<string>;
}

/** Tells what is played and how the device shakes; a machine without loudspeaker and motor does the same. */
const listening = `{
  globalThis.signals = [];
  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    globalThis.signals.push(this.frequency.value + " " + this.type);
    return start.call(this, when);
  };
  navigator.vibrate = (pattern) => globalThis.signals.push("shake " + pattern) > 0;
}`;

/** Opens the venue's page in a window of its own; its device's clock may be ahead of the machine's. */
export async function atTheGate(
  dev: Pick<Dev, "origin">,
  { browser }: Pick<Filmed, "browser">,
  options: BrowserContextOptions = {},
  aheadMilliseconds = 0,
): Promise<AtTheGate> {
  const context = await browser.newContext({
    viewport: phone,
    locale: "zh-CN",
    permissions: ["camera"],
    ...options,
  });
  await context.addInitScript(listening);
  if (aheadMilliseconds !== 0)
    await context.addInitScript(`{
      const Real = Date;
      globalThis.Date = class extends Real {
        constructor(...given) {
          super(...(given.length === 0 ? [Real.now() + ${aheadMilliseconds}] : given));
        }
      };
    }`);
  const page = await context.newPage();
  const complaints: string[] = [];
  const found: string[] = [];
  page.on("pageerror", (error) => complaints.push(error.message));
  page.on("console", (message) => {
    // A network that is gone is what is tried here.
    const isExpected = /ERR_INTERNET_DISCONNECTED|favicon/.test(
      message.text() + message.location().url,
    );
    if (message.type() === "error" && !isExpected) complaints.push(message.text());
  });
  await page.goto(`${dev.origin}/venue`);
  return {
    context,
    page,
    complaints,
    found,
    async look(name) {
      const { width } = page.viewportSize() ?? phone;
      const folder = process.env["SCREENSHOTS"];
      if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}-${width}.png` });
      const wide = Number(await page.evaluate("document.documentElement.scrollWidth"));
      if (wide > width) found.push(`${name} is ${wide} wide`);
      found.push(...(await violationsOf(page)).map((one) => `${name}: ${one}`));
    },
    async enrol(code) {
      await page.getByLabel("登记码").fill(code);
      await page.getByRole("button", { name: "登记" }).click();
      await page.getByRole("heading", { name: "上岗签到" }).waitFor();
    },
    async signIn(name = "顾春梅") {
      await page.getByRole("link", { name: "签到" }).click();
      await page.getByRole("button", { name }).click();
      await page.getByText(`上岗：${name}`).waitFor();
    },
    async type(text) {
      await page.keyboard.type(text);
      await page.keyboard.press("Enter");
    },
    async answer(word) {
      await page.locator("#answer-word").getByText(word, { exact: true }).waitFor();
      return page.locator("#answer").innerText();
    },
    async next() {
      await page.getByRole("button", { name: "下一位" }).click();
      await page.getByRole("heading", { name: "请出示随申码" }).waitFor();
    },
    async signals() {
      return String(await page.evaluate("globalThis.signals.splice(0).join(', ')"));
    },
  };
}
