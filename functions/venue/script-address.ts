// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/261aed9e84256f38.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-JhrtnoQlbziPPaslGse8VLWvnfDJ9Y5Ove0EAejK4Kk=";
