import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import {
  handJudgedText,
  indexText,
  inShortText,
  listingsText,
  scannedIds,
  scannedText,
} from "./index-text.ts";

/** Writes the indexes from the policy files that stand beside them. */
const folder = import.meta.dirname;
const files = await readdir(folder);
await writeFile(join(folder, "index.ts"), indexText(files));
await writeFile(join(folder, "listings.ts"), listingsText(files));
const byHand = join(folder, "by-hand");
await writeFile(join(byHand, "index.ts"), handJudgedText(await readdir(byHand)));
// Only now is the index that of the files.
const { handJudged } = await import("./by-hand/index.ts");
await writeFile(join(byHand, "in-short.txt"), inShortText(handJudged));
const { policies } = await import("./index.ts");
await writeFile(join(folder, "scanned.ts"), scannedText(scannedIds(policies)));
