import { enrolmentSchema } from "#shared/contract/scans.schema.ts";
import { enrolDevice } from "#shared/venues/enrol-device.ts";
import type { Clock } from "#shared/web/clock.ts";
import { readJson } from "#shared/web/read-json.ts";
import { refuse } from "#shared/web/refusal.ts";
import { overloaded } from "./read-request.ts";
import type { ScanApp } from "./scan-app.ts";

/** A device makes itself known by its one-time code, and is given the key with which it signs from then on. */
export function enrolmentRoutes(app: ScanApp, clock: Clock): void {
  app.post("/v1/scans/enrolments", async (c) => {
    const { code } = await readJson(c, enrolmentSchema);
    const now = await clock(c.env);
    const enrolled = await enrolDevice(c.env.DB_CITY, c.env.KEYRING_KEY, code, now).catch(
      overloaded,
    );
    if (enrolled === undefined) {
      console.warn("scan: a code for enrolment was refused");
      return refuse(401, "code-not-valid", {
        zh: "登记码不对，或者已经用过。请向系统运维人员另要一个登记码。",
        en: "The enrolment code is not right, or was used before. Ask operations for another one.",
      });
    }
    const { venue, venueName, device, secret } = enrolled;
    c.header("Cache-Control", "no-store");
    return c.json({ venue, venueName, device, secret });
  });
}
