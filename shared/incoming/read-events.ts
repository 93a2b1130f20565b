import { mostBytes, mostEvents } from "#shared/contract/events.schema.ts";
import { refuse } from "#shared/web/refusal.ts";

const single = "application/cloudevents+json";
const batch = "application/cloudevents-batch+json";

export interface Body {
  readonly isBatch: boolean;
  readonly bytes: Uint8Array;
}

/** Reads the body, no further than its limit. */
export async function readBody(request: Request): Promise<Body> {
  const type = (request.headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== single && type !== batch) {
    return refuse(415, "unsupported-media-type", {
      zh: `内容类型应为 ${single} 或 ${batch}。`,
      en: `The content type must be ${single} or ${batch}.`,
    });
  }
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) tooLarge();
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of request.body ?? []) {
    length += part.length;
    if (length > mostBytes) tooLarge();
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const part of parts) {
    bytes.set(part, offset);
    offset += part.length;
  }
  return { isBatch: type === batch, bytes };
}

function tooLarge(): never {
  return refuse(413, "body-too-large", {
    zh: `内容超过1 MiB或${mostEvents}个事件。请分成几批发送，未作任何处理。`,
    en: `The body is larger than 1 MiB or ${mostEvents} events; nothing was done. Send it in several batches.`,
  });
}

/** The events of a body, still unchecked: one bad event never blocks the others. */
export function parseEvents({ isBatch, bytes }: Body): readonly unknown[] {
  const parsed = parseJson(bytes);
  if (!isBatch) {
    if (typeof parsed === "object" && parsed !== null && !Array.isArray(parsed)) return [parsed];
    return malformed("应为一个 CloudEvent 对象", "one CloudEvent object is expected");
  }
  if (!Array.isArray(parsed) || parsed.length === 0) {
    return malformed("应为非空的 CloudEvent 数组", "a non-empty array of CloudEvents is expected");
  }
  if (parsed.length > mostEvents) tooLarge();
  return parsed;
}

function parseJson(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true, ignoreBOM: false }).decode(bytes));
  } catch {
    return malformed("不是有效的UTF-8编码的JSON", "this is not valid JSON in UTF-8");
  }
}

function malformed(zh: string, en: string): never {
  return refuse(400, "invalid-request", {
    zh: `内容格式不对：${zh}。未作任何处理。`,
    en: `The body is malformed: ${en}. Nothing was done.`,
  });
}
