import { digestText } from "#shared/sealing/digest.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { scriptPath } from "./script-address.ts";
import { icon, iconPath, manifest, manifestPath, workerPath } from "./static-files.ts";
import type { VenueApp } from "./venue-app.ts";
import { venuePage } from "./venue.page.tsx";
import venueScript from "./venue-script.txt";
import workerScript from "./worker-script.txt";

/** A camera, and nothing else that a browser asks people for. */
const onlyTheCamera = "camera=(self), geolocation=(), microphone=(), payment=()";

/** The page with everything that a device needs to open it again without a network. */
export function pageRoutes(app: VenueApp): void {
  app.get("/venue", async (c) => {
    c.header("Permissions-Policy", onlyTheCamera);
    return sendPage(c, venuePage);
  });

  app.get(scriptPath, (c) =>
    c.body(venueScript, 200, {
      "Content-Type": "text/javascript; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
    }),
  );

  app.get(workerPath, async (c) => {
    const page = await (await app.request("/venue", undefined, c.env)).text();
    // Another page, or another script in it, is another worker: so the browser fetches everything anew, once.
    const state = (await digestText(page)).slice(0, 16);
    const files = JSON.stringify(["/venue", scriptPath, manifestPath, iconPath]);
    const known = `const venueFiles=${files},venueCache="venue-${state}";\n`;
    return c.body(known + workerScript, 200, {
      "Content-Type": "text/javascript; charset=utf-8",
      // The browser looks for another one each time that the page is opened.
      "Cache-Control": "no-cache",
      // It lies one folder deeper than the page.
      "Service-Worker-Allowed": "/venue",
      "Content-Security-Policy": "default-src 'none'; connect-src 'self'",
    });
  });

  app.get(manifestPath, (c) =>
    c.body(JSON.stringify(manifest), 200, {
      "Content-Type": "application/manifest+json; charset=utf-8",
      "Cache-Control": "no-cache",
    }),
  );

  app.get(iconPath, (c) =>
    c.body(icon, 200, { "Content-Type": "image/svg+xml", "Cache-Control": "max-age=86400" }),
  );
}
