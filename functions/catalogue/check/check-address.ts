// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/check/3ea903cee099920b.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-PqkDzuCZkgsMnJRFiDZiCLwmZCI40jux4VMbUo36mIA=";
