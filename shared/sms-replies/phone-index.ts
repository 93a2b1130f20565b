import { encodeBase32 } from "#shared/identity/base32.ts";
import { keyedHash } from "#shared/sealing/digest.ts";

/** A phone as gateways write it: "+86 138 0000 0012" and "13800000012" are one. */
function plainPhone(text: string): string {
  const digits = text.replaceAll(/\D/g, "");
  return /^(00)?86(1\d{10})$/.exec(digits)?.[2] ?? digits;
}

/** Under what a phone's questions lie, and on which shard; only who sends messages and who hears replies has the key. */
export async function phoneIndex(phoneIndexKey: string, phone: string): Promise<string> {
  return encodeBase32(await keyedHash(phoneIndexKey, `phone ${plainPhone(phone)}`)).slice(0, 26);
}

/** The second word of a waiver, four digits, that follows from the question: it is sent to this phone and stored nowhere. */
export async function waiverCode(
  phoneIndexKey: string,
  { phoneIndex: index, number, generation, heardAt }: CodeOf,
): Promise<string> {
  const text = `waive ${index} ${number} ${generation} ${heardAt ?? 0}`;
  const [a = 0, b = 0, c = 0] = await keyedHash(phoneIndexKey, text);
  return String(1000 + (((a << 16) | (b << 8) | c) % 9000));
}

interface CodeOf {
  readonly phoneIndex: string;
  readonly number: number;
  readonly generation: number;
  /** When the reply was sent that is asked back. */
  readonly heardAt: number | null;
}
