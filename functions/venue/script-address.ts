// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/914c00fa9e6616c2.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-kUwA+p5mFsJaMSE5UhIbBLWdUZ1ljgu3n3ov9BzuVCs=";
