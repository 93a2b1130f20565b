// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/d2ef2d363bc3f9f6.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-0u8tNjvD+fZG8Q7LKaY7c3SpFHABSMluTIR280eJXi0=";
