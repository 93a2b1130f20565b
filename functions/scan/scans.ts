import type { CitySession } from "#shared/codes/city-codes.ts";
import { codeIssuerOf } from "#shared/codes/code-issuer-of.ts";
import { scanRequestSchema } from "#shared/contract/scans.schema.ts";
import type { Clock } from "#shared/web/clock.ts";
import { bodyOf, headersOf, requireSigned } from "./authenticate.ts";
import { claimedBy, fitting, overloaded, parsed } from "./read-request.ts";
import type { ScanApp } from "./scan-app.ts";
import { takeScan } from "./take-scan.ts";

/** A code shown, or a card read, at the gate of a venue. */
export function scanRoutes(app: ScanApp, clock: Clock): void {
  // As long as this function lives, so that not every code needs a login.
  const session: CitySession = { id: undefined };
  app.post("/v1/scans", async (c) => {
    const now = await clock(c.env);
    const headers = headersOf(c, now);
    const bytes = await bodyOf(c);
    const body = parsed(bytes);
    const by = await requireSigned(c.env, headers, bytes, claimedBy(body)).catch(overloaded);
    const request = fitting(scanRequestSchema, body);
    return c.json(
      await takeScan(c.env, by, request, now, codeIssuerOf(c.env, session)).catch(overloaded),
    );
  });
}
