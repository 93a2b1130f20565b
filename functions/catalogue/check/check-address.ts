// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/check/c534b6278fef6793.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-xTS2J4/vZ5P4YCKpaxF9VQcYoY5p+bclW8ikNzOwMzE=";
