import { keyBytes } from "./digest.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

async function aesKey(keyBase64: string, usage: "encrypt" | "decrypt"): Promise<CryptoKey> {
  return crypto.subtle.importKey("raw", keyBytes(keyBase64), "AES-GCM", false, [usage]);
}

/**
 * Seals a text with AES-256-GCM. `context` says what and whose it is, so that a sealed value cannot be moved to
 * another row or column. Gives base64 of nonce and cipher text.
 */
export async function seal(keyBase64: string, context: string, text: string): Promise<string> {
  const nonce = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(
    await crypto.subtle.encrypt(
      { name: "AES-GCM", iv: nonce, additionalData: encoder.encode(context) },
      await aesKey(keyBase64, "encrypt"),
      encoder.encode(text),
    ),
  );
  const whole = new Uint8Array(nonce.length + sealed.length);
  whole.set(nonce);
  whole.set(sealed, nonce.length);
  return btoa(String.fromCharCode(...whole))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
}

/** Opens what `seal` sealed; undefined when the key, the context or a single bit is another. */
export async function open(
  keyBase64: string,
  context: string,
  sealed: string,
): Promise<string | undefined> {
  if (!/^[\w-]{38,}$/.test(sealed)) return undefined;
  try {
    const whole = Uint8Array.from(
      atob(sealed.replaceAll("-", "+").replaceAll("_", "/")),
      (character) => character.charCodeAt(0),
    );
    return decoder.decode(
      await crypto.subtle.decrypt(
        { name: "AES-GCM", iv: whole.slice(0, 12), additionalData: encoder.encode(context) },
        await aesKey(keyBase64, "decrypt"),
        whole.slice(12),
      ),
    );
  } catch {
    return undefined;
  }
}
