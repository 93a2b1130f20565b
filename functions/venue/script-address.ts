// Written: npm run policies:index
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "/venue/9a0e609c697304bb.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-mg5gnGlzBLsHPMQmJcuMtqmmfkeatp4qzMTu/xhB/RQ=";
