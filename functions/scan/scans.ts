import { scanRequestSchema } from "#shared/contract/scans.schema.ts";
import type { Clock } from "#shared/web/clock.ts";
import { bodyOf, headersOf, requireSigned } from "./authenticate.ts";
import { claimedBy, fitting, overloaded, parsed } from "./read-request.ts";
import type { ScanApp } from "./scan-app.ts";
import { takeScan } from "./take-scan.ts";

/** A code shown, or a card read, at the gate of a venue. */
export function scanRoutes(app: ScanApp, clock: Clock): void {
  app.post("/v1/scans", async (c) => {
    const now = await clock(c.env);
    const headers = headersOf(c, now);
    const bytes = await bodyOf(c);
    const body = parsed(bytes);
    const by = await requireSigned(c.env, headers, bytes, claimedBy(body)).catch(overloaded);
    const request = fitting(scanRequestSchema, body);
    return c.json(await takeScan(c.env, by, request, now).catch(overloaded));
  });
}
