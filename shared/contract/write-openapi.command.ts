import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { openApiText } from "./openapi-text.ts";

/** Writes openapi.txt from the schemas of the outside contract. */
await writeFile(join(import.meta.dirname, "openapi.txt"), openApiText());
