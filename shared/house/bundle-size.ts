import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { causeOf, runWrangler } from "./run-wrangler.ts";

/** The most that a function's bundle may weigh, in KiB: the time of a cold start grows with it. */
const limitKib = { minified: 400, gzip: 120 } as const;

/** The weight of a bundle, in bytes. */
export interface BundleSize {
  readonly minified: number;
  readonly gzip: number;
}

/** Bundles a function as its deploy does, into an empty folder; throws wrangler's cause when it cannot. */
export async function bundle(environment: string, folder: string): Promise<BundleSize> {
  const run = await runWrangler([
    "deploy",
    "--dry-run",
    "--minify",
    "--outdir",
    folder,
    "--env",
    environment,
  ]);
  if (!run.succeeded) throw new Error(causeOf(run));
  const code = readFileSync(join(folder, "index.js"));
  return { minified: code.length, gzip: gzipSync(code).length };
}

/** Whether a bundle is within both limits. */
export function fits(size: BundleSize): boolean {
  return size.minified <= limitKib.minified * 1024 && size.gzip <= limitKib.gzip * 1024;
}

/** One line of the table: the function, its size and the limits. */
export function sizeLine(name: string, size: BundleSize): string {
  const kib = (bytes: number) => (bytes / 1024).toFixed(1).padStart(6);
  const verdict = fits(size) ? "" : "  too large";
  return (
    `${name.padEnd(10)} ${kib(size.minified)} of ${limitKib.minified} KiB minified, ` +
    `${kib(size.gzip)} of ${limitKib.gzip} KiB gzip${verdict}`
  );
}
