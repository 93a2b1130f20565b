import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { indexText } from "./index-text.ts";

/** Writes index.ts from the policy files that stand beside it. */
const folder = import.meta.dirname;
await writeFile(join(folder, "index.ts"), indexText(await readdir(folder)));
