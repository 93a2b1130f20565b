import type { DepartmentId } from "#shared/identity/departments.ts";
import { openKeys, selectKeys } from "#shared/departments/find-keys.ts";
import { policies } from "#shared/policies/index.ts";
import { isScanVersion } from "#shared/rules/scan.ts";
import { openDeviceKeys } from "#shared/venues/device-keys.ts";
import type { ScanCircumstances } from "#shared/venues/circumstances.ts";
import { findGate } from "#shared/venues/find-gate.ts";
import { checkHeaders, isTimely, type WebhookHeaders } from "#shared/webhooks/headers.ts";
import { isSignedBy } from "#shared/webhooks/signature.ts";
import { refuse } from "#shared/web/refusal.ts";
import type { Env } from "./env.ts";
import type { ScanAppContext } from "./scan-app.ts";

/** Who has signed a request, and what may be granted there. */
export interface SignedBy {
  readonly venue: string;
  readonly isRegistered: boolean;
  readonly group: string;
  readonly department: DepartmentId;
  /** In the order in which they are tried. */
  readonly policies: readonly string[];
  /** "" where a department's own system has signed. */
  readonly device: string;
  readonly circumstances: ScanCircumstances;
  readonly requestId: string;
}

const mostBytes = 600_000;

/** The headers of a signed request, checked before anything is read. */
export function headersOf(c: ScanAppContext, now: Date): WebhookHeaders {
  const check = checkHeaders((name) => c.req.header(name));
  if (!check.ok) return unauthenticated(`malformed ${check.because}`);
  if (!isTimely(check.headers, now)) return unauthenticated("untimely");
  return check.headers;
}

/** The bytes of a JSON body, no further than its limit: they are what was signed. */
export async function bodyOf(c: ScanAppContext): Promise<Uint8Array> {
  const type = (c.req.header("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json") {
    return refuse(415, "unsupported-media-type", {
      zh: "内容类型应为 application/json，未作任何处理。",
      en: "The content type must be application/json; nothing was done.",
    });
  }
  if (Number(c.req.header("content-length") ?? 0) > mostBytes) return tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of c.req.raw.body ?? []) {
    length += part.length;
    if (length > mostBytes) return tooLarge();
    parts.push(part);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

function tooLarge(): never {
  return refuse(413, "body-too-large", {
    zh: "内容太大，未作任何处理。请分成几批发送。",
    en: "The body is too large; nothing was done. Send it in several batches.",
  });
}

/**
 * Who has signed: a device of the venue, or a system of the department whose venue it is. Of a venue that nobody has
 * registered, a department that leads what scans give may be the signer; then all of that may be granted there.
 * Refuses everybody else, and never says why.
 */
export async function requireSigned(
  env: Env,
  headers: WebhookHeaders,
  body: Uint8Array,
  { venue: id, device }: { readonly venue: string; readonly device: string | undefined },
): Promise<SignedBy> {
  const { venue, devices, circumstances } = await findGate(env.DB_CITY, id, device);
  const isRegistered = venue !== undefined;
  const signed = { venue: id, isRegistered, circumstances, requestId: headers.id };
  if (venue?.state === "closed") return unauthenticated("the venue is closed", id);
  if (venue !== undefined) {
    const { group, department, policies: given } = venue;
    for (const one of devices.filter(({ enrols }) => enrols === 0)) {
      // One device where it is named; the first that has signed ends the search.
      // oxlint-disable-next-line no-await-in-loop
      if (await isSignedBy(await openDeviceKeys(one, env.KEYRING_KEY), headers, body))
        return { ...signed, group, department, policies: given, device: one.device };
    }
    const signer =
      device === undefined ? await departmentOf(env, headers, body, [department]) : undefined;
    if (signer === undefined) return unauthenticated("no right signature", id);
    return { ...signed, group, department, policies: given, device: "" };
  }
  const department =
    device === undefined ? await departmentOf(env, headers, body, leaders()) : undefined;
  if (department === undefined) return unauthenticated("no right signature");
  const given = scanned.filter(({ leadDepartment }) => leadDepartment === department);
  const group = `department-${department}`;
  return { ...signed, group, department, policies: given.map((one) => one.id), device: "" };
}

const scanned = policies.filter(({ versions }) => versions.some(isScanVersion));
const leaders = (): DepartmentId[] => [
  ...new Set(scanned.map(({ leadDepartment }) => leadDepartment)),
];

/** Which of these departments has signed. */
async function departmentOf(
  { DB_CITY, KEYRING_KEY }: Env,
  headers: WebhookHeaders,
  body: Uint8Array,
  departments: readonly DepartmentId[],
): Promise<DepartmentId | undefined> {
  const keys = await openKeys(await selectKeys(DB_CITY, departments).all(), KEYRING_KEY);
  const checks = departments.map(async (department) => ({
    department,
    isSigner: await isSignedBy(keys.get(department) ?? [], headers, body),
  }));
  return (await Promise.all(checks)).find(({ isSigner }) => isSigner)?.department;
}

/** One answer for every reason, so that nobody learns which; the log says which. */
export function unauthenticated(because: string, venue = "an unknown venue"): never {
  console.warn(`scan: a request of ${venue} was refused: ${because}`);
  return refuse(401, "signature-not-valid", {
    zh: "请求头或签名无效，未作任何处理。请核对场所、设备和时间，按 Standard Webhooks 1.0.0 用有效密钥重新签名后再发。",
    en: "The headers or the signature are not valid; nothing was done. Check the venue, the device and the time, and sign again by Standard Webhooks 1.0.0 with an active key.",
  });
}
