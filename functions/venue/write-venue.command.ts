import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { bundleForBrowser, scriptAddressModule } from "#shared/house/browser-script.ts";

/** Bundles the scripts of a venue's device: as texts, which no Worker compiles when it starts. */
const folder = import.meta.dirname;
const script = await bundleForBrowser(join(folder, "browser/venue.client.ts"));
await writeFile(join(folder, "venue-script.txt"), script);
await writeFile(
  join(folder, "script-address.ts"),
  scriptAddressModule(script, "/venue", "npm run policies:index"),
);
const worker = await bundleForBrowser(join(folder, "browser/worker.client.ts"));
await writeFile(join(folder, "worker-script.txt"), worker);
