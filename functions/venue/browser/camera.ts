import { readQr } from "#shared/qr/read-qr.ts";

/** The browser's own reader, where it has one (Shape Detection API): faster than ours, and it knows more kinds of light. */
interface Detector {
  detect(source: HTMLVideoElement): Promise<readonly { readonly rawValue: string }[]>;
}
declare const BarcodeDetector:
  | { new (options: { formats: string[] }): Detector; getSupportedFormats(): Promise<string[]> }
  | undefined;

/** More would be read no better, and a cheap tablet is slow. */
const mostPixels = 960;
const pauseMilliseconds = 120;

export interface Camera {
  stop(): void;
}

/** Why there is no picture. */
export type CameraProblem = "refused" | "missing" | "failed";

async function ownReader(): Promise<Detector | undefined> {
  if (typeof BarcodeDetector === "undefined") return undefined;
  const formats = await BarcodeDetector.getSupportedFormats().catch((): string[] => []);
  return formats.includes("qr_code") ? new BarcodeDetector({ formats: ["qr_code"] }) : undefined;
}

/**
 * Shows the camera in `video` and gives every text that it reads, again and again while it stands before the camera; nothing of
 * the picture leaves this function.
 */
export async function startCamera(
  video: HTMLVideoElement,
  onText: (text: string) => void,
): Promise<Camera | CameraProblem> {
  let stream: MediaStream;
  try {
    const wanted = { facingMode: "environment", width: { ideal: 1280 }, height: { ideal: 720 } };
    stream = await navigator.mediaDevices.getUserMedia({ video: wanted, audio: false });
  } catch (error) {
    const name = error instanceof Error ? error.name : "";
    if (name === "NotAllowedError" || name === "SecurityError") return "refused";
    return name === "NotFoundError" || name === "OverconstrainedError" ? "missing" : "failed";
  }
  video.srcObject = stream;
  await video.play().catch(() => undefined);
  const detector = await ownReader();
  const canvas = document.createElement("canvas");
  let isOn = true;

  async function look(): Promise<string | undefined> {
    if (video.readyState < HTMLMediaElement.HAVE_CURRENT_DATA) return undefined;
    if (detector !== undefined) {
      const [found] = await detector.detect(video).catch(() => []);
      if (found !== undefined) return found.rawValue;
    }
    const scale = Math.min(1, mostPixels / Math.max(video.videoWidth, video.videoHeight));
    canvas.width = Math.round(video.videoWidth * scale);
    canvas.height = Math.round(video.videoHeight * scale);
    const context = canvas.getContext("2d", { willReadFrequently: true });
    if (context === null || canvas.width === 0) return undefined;
    context.drawImage(video, 0, 0, canvas.width, canvas.height);
    return readQr(context.getImageData(0, 0, canvas.width, canvas.height));
  }

  async function goOn(): Promise<void> {
    if (!isOn) return;
    const text = document.hidden ? undefined : await look();
    if (text !== undefined) onText(text);
    setTimeout(() => void goOn(), pauseMilliseconds);
  }
  void goOn();

  return {
    stop() {
      isOn = false;
      for (const track of stream.getTracks()) track.stop();
      video.srcObject = null;
    },
  };
}
