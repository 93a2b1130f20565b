// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/check/26a65e99275762ad.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-JqZemSdXYq0ruuR0VnMIhHzCEahyBJGb5YX30hJUhtE=";
