import type * as z from "zod/mini";
import type { ScanRequest } from "#shared/contract/scans.schema.ts";
import { Refusal, refuse } from "#shared/web/refusal.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { unauthenticated } from "./authenticate.ts";

/** What a body holds before anybody knows who sent it; what is no JSON is nobody's. */
export function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return unauthenticated("no JSON");
  }
}

/** Which venue and device a body says that it is from. */
export function claimedBy(body: unknown): Pick<ScanRequest, "venue" | "device"> & {
  device: string | undefined;
} {
  if (typeof body !== "object" || body === null || !("venue" in body))
    return unauthenticated("no venue");
  const { venue } = body;
  const device = "device" in body ? body.device : undefined;
  if (typeof venue !== "string" || venue.length > 64) return unauthenticated("no venue");
  if (device !== undefined && typeof device !== "string") return unauthenticated("no device");
  return { venue, device };
}

/** A body that was rightly signed, or a query, as the schema wants it; refuses with what is wrong where it is not. */
export function fitting<Output>(schema: z.ZodMiniType<Output>, body: unknown): Output {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  refuseInvalid({ success: false, target: "body", error: result.error });
  throw new TypeError("refuseInvalid lets nothing pass that is invalid");
}

/** Nothing is granted before it is recorded: the venue repeats, and repetition counts nothing twice. */
export function overloaded(error: unknown): never {
  if (error instanceof Refusal) throw error;
  console.error(`scan: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  return refuse(
    503,
    "overloaded",
    {
      zh: "系统繁忙，请用同一个 webhook-id 立即重发，不会重复计次；仍不成功的，按断网处理或者人工查验。",
      en: "Overloaded. Send it again at once with the same webhook-id: it is never counted twice. If that fails, go on as without network, or look at the person's document.",
    },
    { headers: { "Retry-After": "1" } },
  );
}
