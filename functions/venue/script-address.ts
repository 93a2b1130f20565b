// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/d6b9ab1f0f37a1ad.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-1rmrHw83oa0CIeRPmp9OwgiE9gVLxR3u83Hm05rl83M=";
