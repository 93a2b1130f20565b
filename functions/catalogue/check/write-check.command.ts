import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleForBrowser, scriptAddressModule } from "#shared/house/browser-script.ts";

/** Bundles the script of the trial: as a text, which no Worker compiles when it starts. */
const folder = import.meta.dirname;
const script = await bundleForBrowser(join(folder, "check.client.ts"));
await writeFile(join(folder, "check-script.txt"), script);
await writeFile(
  join(folder, "check-address.ts"),
  scriptAddressModule(script, "/check", "npm run policies:index"),
);
