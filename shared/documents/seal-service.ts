import { canonicalBytes } from "./sign-document.ts";
import type { DecisionDocument } from "./signed-document.ts";

/**
 * The port to the city's service for electronic seals 电子印章 (GB/T 38540-2020). Our own signature proves integrity and
 * is no seal: only the service holds the departments' seals. It is asked when a document is shown or printed, with a
 * digest alone, so nothing personal leaves; without a service, or while it does not answer, there is no seal.
 */
export interface Seal {
  /** The seal's text as people read it: 上海市民政局. */
  readonly name: string;
  /** The number under which the service knows the sealing. */
  readonly number: string;
  /** An instant, RFC 3339. */
  readonly sealedAt: string;
  /** Made by a stand-in, and of no effect: shown as 示例印章. */
  readonly isSample: boolean;
}

/** Asks for a department's seal on a document. Undefined where there is none to be had now. */
export async function requestSeal(
  serviceUrl: string,
  document: DecisionDocument,
): Promise<Seal | undefined> {
  if (serviceUrl === "") return undefined;
  const digest = await crypto.subtle.digest("SHA-256", canonicalBytes(document));
  const { number, form } = document;
  try {
    const response = await fetch(serviceUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ department: form.department, document: number, digest: hex(digest) }),
      signal: AbortSignal.timeout(2000),
    });
    return response.ok ? sealFrom(await response.json()) : undefined;
  } catch (error) {
    console.warn(`the seal service does not answer: ${error instanceof Error ? error.name : ""}`);
    return undefined;
  }
}

const hex = (digest: ArrayBuffer): string =>
  Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0")).join("");

function sealFrom(answer: unknown): Seal | undefined {
  if (typeof answer !== "object" || answer === null) return undefined;
  const { name, number, sealedAt, isSample } = { ...answer } as Record<string, unknown>;
  return typeof name === "string" && typeof number === "string" && typeof sealedAt === "string"
    ? { name, number, sealedAt, isSample: isSample === true }
    : undefined;
}
