// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/e3795f51a1248725.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-43lfUaEkhyXmaa9VxWdtN/qzPiohUWhnuNWlGAqWXlY=";
