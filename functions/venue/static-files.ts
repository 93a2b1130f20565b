export const manifestPath = "/venue/manifest.webmanifest";
export const iconPath = "/venue/icon.svg";
export const workerPath = "/venue/worker.js";

/** The web app manifest (W3C): what an installed page is called, and how it opens. */
export const manifest = {
  id: "/venue",
  name: "免申即享 场所核验",
  short_name: "场所核验",
  description: "扫随申码，核验待遇；没有网络也能用。",
  lang: "zh-CN",
  dir: "ltr",
  start_url: "/venue",
  scope: "/venue",
  display: "standalone",
  orientation: "any",
  background_color: "#ffffff",
  theme_color: "#0b4a8f",
  icons: [
    { src: iconPath, sizes: "any", type: "image/svg+xml", purpose: "any" },
    { src: iconPath, sizes: "any", type: "image/svg+xml", purpose: "maskable" },
  ],
} as const;

/** A gate with a tick; what is cut off by a round mask is empty. */
export const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512"><rect width="512" height="512" fill="#0b4a8f"/>' +
  '<g fill="none" stroke="#fff" stroke-width="34" stroke-linecap="round" stroke-linejoin="round">' +
  '<path d="M136 376V176a40 40 0 0 1 40-40h160a40 40 0 0 1 40 40v200"/><path d="m190 276 48 48 92-104"/></g></svg>';
