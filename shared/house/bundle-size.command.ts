/** `npm run sizes`: bundles every function, prints what it weighs, and fails when one is too large. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundle, fits, sizeLine } from "./bundle-size.ts";
import { deployedEnvironments } from "./environments.ts";

const folder = mkdtempSync(join(tmpdir(), "jixiang-bundles-"));
try {
  for (const { key } of deployedEnvironments()) {
    try {
      const size = await bundle(key, join(folder, key));
      console.log(sizeLine(key, size));
      if (!fits(size)) process.exitCode = 1;
    } catch (error) {
      console.error(`${key.padEnd(10)} ${error instanceof Error ? error.message : String(error)}`);
      process.exitCode = 1;
    }
  }
} finally {
  rmSync(folder, { recursive: true });
}
