import * as z from "zod/mini";
import { type Tc3Credential, tc3Authorization, tc3Timestamp } from "./tc3-signature.ts";

const accountSchema = z.strictObject({
  secretId: z.string(),
  appId: z.string(),
  signName: z.string(),
  region: z.string(),
  templates: z.record(z.string(), z.string()),
});

/** Reads the account from its variable; undefined where there is none. Throws for one that is malformed. */
export function smsAccountFrom(
  text: string | undefined,
  secretKey: string,
): TencentSmsAccount | undefined {
  return text ? { ...accountSchema.parse(JSON.parse(text)), secretKey } : undefined;
}

/** What the provider must know of us besides the secret: the application, the approved signature and templates. */
export interface TencentSmsAccount extends Tc3Credential {
  readonly appId: string;
  readonly signName: string;
  readonly region: string;
  /** The provider's id of each approved template, by our name of it: { "offer.v1": "2400001" }. */
  readonly templates: Readonly<Record<string, string>>;
}

export interface SmsMessage {
  /** Comes back with the receipt, so that it is known whose it is. */
  readonly noticeId: string;
  /** As it is on file: "13800000012", "+86…". */
  readonly phone: string;
  readonly template: string;
  /** The values of the template's places, in order. */
  readonly values: readonly string[];
}

/**
 * What became of a message. `unknown`: nobody can say whether it was accepted, and the provider knows no idempotency key;
 * whoever sent it again would risk two messages, so its receipt is awaited instead.
 */
export type SmsOutcome =
  | { readonly kind: "accepted"; readonly serial: string }
  /** `isPassing`: the same message may be accepted later. */
  | { readonly kind: "refused"; readonly because: string; readonly isPassing: boolean }
  | { readonly kind: "unknown"; readonly because: string };

const host = "sms.tencentcloudapi.com";
const contentType = "application/json";
const timeoutMilliseconds = 10_000;

/** The request SendSms, version 2021-01-11, signed. */
export async function tencentSmsRequest(
  account: TencentSmsAccount,
  { noticeId, phone, template, values }: SmsMessage,
  now: Date,
): Promise<Request | undefined> {
  const templateId = account.templates[template];
  if (templateId === undefined) return undefined;
  const body = JSON.stringify({
    PhoneNumberSet: [internationalNumber(phone)],
    SmsSdkAppId: account.appId,
    SignName: account.signName,
    TemplateId: templateId,
    TemplateParamSet: values,
    SessionContext: noticeId,
  });
  const request = { host, service: "sms", contentType, body, now } as const;
  return new Request(`https://${host}/`, {
    method: "POST",
    headers: {
      Authorization: await tc3Authorization(account, request),
      "Content-Type": contentType,
      "X-TC-Action": "SendSms",
      "X-TC-Version": "2021-01-11",
      "X-TC-Timestamp": tc3Timestamp(now),
      "X-TC-Region": account.region,
    },
    body,
  });
}

/** E.164; a number without a country is one of the mainland. */
function internationalNumber(phone: string): string {
  const digits = phone.replaceAll(/[\s-]/g, "");
  return digits.startsWith("+") ? digits : `+86${digits}`;
}

/** Sends one message. */
export async function sendByTencent(
  account: TencentSmsAccount,
  message: SmsMessage,
  now: Date,
): Promise<SmsOutcome> {
  const request = await tencentSmsRequest(account, message, now);
  if (request === undefined) {
    const because = `no approved template stands for ${message.template}`;
    return { kind: "refused", because, isPassing: false };
  }
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(timeoutMilliseconds) });
    return outcomeOf(response.status, await response.json());
  } catch (error) {
    return { kind: "unknown", because: error instanceof Error ? error.name : "no answer" };
  }
}

/** The provider's own codes that say: later. */
const passing = /^(RequestLimitExceeded|InternalError|FailedOperation\.TimeOut|LimitExceeded)/;

/** Reads the answer: an error of the whole request, or what became of the one number in it. */
export function outcomeOf(status: number, answer: unknown): SmsOutcome {
  const response = memberOf(answer, "Response");
  const refused = memberOf(response, "Error");
  const sent = memberOf(response, "SendStatusSet");
  const first: unknown = Array.isArray(sent) ? sent[0] : undefined;
  const code = textOf(refused ?? first, "Code");
  if (code === undefined) return { kind: "unknown", because: `an answer ${status} without a code` };
  const serial = textOf(first, "SerialNo");
  if (code === "Ok" && serial !== undefined) return { kind: "accepted", serial };
  // The message may hold the number: the code alone goes into our log.
  return { kind: "refused", because: code, isPassing: passing.test(code) };
}

function memberOf(of: unknown, name: string): unknown {
  return typeof of === "object" && of !== null ? Reflect.get(of, name) : undefined;
}

function textOf(of: unknown, name: string): string | undefined {
  const value = memberOf(of, name);
  return typeof value === "string" ? value : undefined;
}
