import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { qrPath } from "#shared/qr/qr-svg.ts";
import { startBrowser } from "./browser.ts";

/** A browser whose camera sees pictures that a test takes. */
export interface Filmed {
  readonly browser: Browser;
  /** From now on a camera that is opened sees these pictures over and over, a second of each; JPEG, all of one size. */
  film(pictures: readonly Buffer[]): Promise<void>;
  close(): Promise<void>;
}

/** Chromium's fake camera plays thirty pictures a second. */
const picturesASecond = 30;

export async function startFilmed(): Promise<Filmed> {
  const folder = await mkdtemp(join(tmpdir(), "jixiang-camera-"));
  const file = join(folder, "camera.mjpeg");
  const browser = await startBrowser([
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-video-capture=${file}`,
    "--autoplay-policy=no-user-gesture-required",
  ]);
  return {
    browser,
    async film(pictures) {
      const frames = pictures.flatMap((picture) =>
        Array.from({ length: picturesASecond }, () => picture),
      );
      await writeFile(file, Buffer.concat(frames));
    },
    async close() {
      await browser.close();
      await rm(folder, { recursive: true });
    },
  };
}

/** A photograph of somebody's screen that lies a little askew before the camera, or of the empty counter. */
export async function photographOf(browser: Browser, screen?: Buffer): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 640, height: 480 } });
  const shown =
    screen === undefined
      ? ""
      : `<img style="height:440px;transform:rotate(4deg)" src="data:image/png;base64,${screen.toString("base64")}">`;
  await page.setContent(
    `<body style="margin:0;height:480px;display:grid;place-items:center;background:#bbb">${shown}</body>`,
  );
  const picture = await page.screenshot({ type: "jpeg", quality: 80 });
  await page.close();
  return picture;
}

/** A code as a screen shows it that shows nothing else. */
export async function screenWith(browser: Browser, text: string): Promise<Buffer> {
  const page = await browser.newPage({ viewport: { width: 600, height: 600 } });
  const { path, size } = qrPath(text);
  await page.setContent(
    `<body style="margin:0"><svg viewBox="0 0 ${size} ${size}" width="600" shape-rendering="crispEdges">` +
      `<rect width="100%" height="100%" fill="#fff"/><path d="${path}"/></svg></body>`,
  );
  const picture = await page.screenshot();
  await page.close();
  return picture;
}
