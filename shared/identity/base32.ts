const alphabet = "abcdefghijklmnopqrstuvwxyz234567";

/** RFC 4648 base32 in lower case, without padding. */
export function encodeBase32(bytes: Uint8Array): string {
  let text = "";
  let held = 0;
  let heldBits = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    heldBits += 8;
    while (heldBits >= 5) {
      heldBits -= 5;
      text += alphabet.charAt(held >> heldBits);
      held &= (1 << heldBits) - 1;
    }
  }
  return heldBits === 0 ? text : text + alphabet.charAt(held << (5 - heldBits));
}

/**
 * The bytes, or undefined when no bytes encode to this text. Case does not matter, since people
 * type codes by hand; otherwise a text must be exactly what encodeBase32 gives (no padding, no
 * bits left over), so that one code cannot be written in two ways.
 */
export function decodeBase32(text: string): Uint8Array<ArrayBuffer> | undefined {
  if (!/^[A-Za-z2-7]*$/.test(text)) return undefined;
  const bytes = new Uint8Array(Math.floor((text.length * 5) / 8));
  let filled = 0;
  let held = 0;
  let heldBits = 0;
  for (const character of text.toLowerCase()) {
    held = (held << 5) | alphabet.indexOf(character);
    heldBits += 5;
    if (heldBits >= 8) {
      heldBits -= 8;
      bytes[filled] = held >> heldBits;
      filled += 1;
      held &= (1 << heldBits) - 1;
    }
  }
  return heldBits < 5 && held === 0 ? bytes : undefined;
}
