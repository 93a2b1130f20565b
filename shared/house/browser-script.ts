import { createHash } from "node:crypto";
import { build } from "esbuild";

/**
 * A script for the browser as one text, from its entry. The same sources give the same text; it needs a browser of 2022
 * or later.
 */
export async function bundleForBrowser(entry: string): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: "iife",
    target: ["chrome97", "firefox104", "safari15.4"],
    // Chinese stays Chinese: escapes would take twice the room.
    charset: "utf8",
    legalComments: "none",
    logLevel: "error",
  });
  return outputFiles[0]?.text ?? "";
}

/**
 * The text of a module that tells where a function serves a script, and by what a browser knows it.
 *
 * @param folder "/check"
 * @param command what writes the module anew
 */
export function scriptAddressModule(script: string, folder: string, command: string): string {
  const hash = (encoding: "hex" | "base64") => createHash("sha256").update(script).digest(encoding);
  return `// Written: ${command}
/** Another script has another address, so this one may be kept for ever. */
export const scriptPath = "${folder}/${hash("hex").slice(0, 16)}.js";
/** What the browser holds it against. */
export const scriptIntegrity = "sha256-${hash("base64")}";
`;
}
