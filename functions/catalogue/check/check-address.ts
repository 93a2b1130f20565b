// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/check/2beb9f45ab557535.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-K+ufRatVdTWIt6dXohA5/l9pl06vM/aWV4+iMb0wKp0=";
