// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/cf5233493534e8d7.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-z1IzSTU06Neds937Lc+OgRuOGaKFF29+TkwRZ6VQkMY=";
