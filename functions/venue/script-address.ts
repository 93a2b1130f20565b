// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/10c99eb83f1b0d48.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-EMmeuD8bDUjb/p3aE1gly9Mj+uTdGPrazalP+nReB1s=";
