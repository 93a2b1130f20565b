// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/check/66b46f92436d1210.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-ZrRvkkNtEhCZObycaFpPJzwaMpTuSEzMr9b7ekf5eoY=";
