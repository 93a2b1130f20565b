import { type Camera, startCamera } from "./camera.ts";
import { find, findVideo, tell } from "./elements.ts";

const problems = {
  refused:
    "浏览器不允许使用摄像头。请在浏览器的网站设置里允许，再点“开始扫码”；也可以用下面的读卡输入。",
  missing: "没有找到摄像头。可以用下面的读卡输入。",
  failed: "摄像头打不开，可能别的程序正在用。请关掉它，再点“开始扫码”；也可以用下面的读卡输入。",
} as const;

/** How long a code must be out of sight before the same one counts as shown again. */
const awayMilliseconds = 1500;

export interface Viewfinder {
  open(): Promise<void>;
  close(): void;
}

/** The camera on the page. A code that goes on standing before it is told once. */
export function viewfinder(onShown: (text: string) => void): Viewfinder {
  let camera: Camera | undefined;
  let last = { text: "", at: Number.NEGATIVE_INFINITY };

  function seen(text: string): void {
    const at = performance.now();
    const isStillThere = text === last.text && at - last.at < awayMilliseconds;
    last = { text, at };
    if (!isStillThere) onShown(text);
  }

  /** The screen stays on while somebody scans. */
  const stayAwake = (): void => void navigator.wakeLock?.request("screen").catch(() => undefined);
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && camera !== undefined) stayAwake();
  });

  return {
    async open() {
      if (camera !== undefined) return;
      const started = await startCamera(findVideo("camera"), seen);
      if (typeof started === "string") return tell("camera-problem", problems[started]);
      camera = started;
      find("camera-off").hidden = true;
      return stayAwake();
    },
    close() {
      camera?.stop();
      camera = undefined;
      find("camera-off").hidden = false;
    },
  };
}
