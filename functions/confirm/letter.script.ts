import { easierReadingScript } from "#shared/web/easier-reading.script.ts";
import { openLinkScript } from "./open-link.script.ts";

/** The script of every page under /c. */
export const letterScript = openLinkScript + easierReadingScript;
