// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/152d9a480530eecb.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-FS2aSAUw7svGgjGZJ/4B40rwSUgdcLBjJ0Ng/iXWpFI=";
