import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { policies } from "#shared/policies/index.ts";
import { publicBoundariesText } from "./public-boundaries-text.ts";

/** Writes public-boundaries.txt from the rules of all policies. */
const file = join(import.meta.dirname, "public-boundaries.txt");
await writeFile(file, publicBoundariesText(policies));
