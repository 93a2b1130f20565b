/*
 * The number that stands in every message, by which anyone asks whether it is ours. It is the beginning of the message's
 * id, written so that it can be read from a small screen and typed: the bucket, which tells the shard, and 60 bits that
 * follow from the secret key of whoever is told. With 2^27 messages kept, one guess in 2^43 hits; nobody need be counted.
 */
const idAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
const prefixLength = 14;

/** Digits and capitals, none of which is taken for another: neither B, D, G, I, L, O, Q, S, U nor Z. */
const alphabet = "0123456789ACEFHJKMNPRTVWXY";
const base = BigInt(alphabet.length);
/** 26^15 is more than 2^70. */
const dataLength = 15;

/** What stands there when somebody reads one of the others. */
const taken: Readonly<Record<string, string>> = {
  B: "8",
  D: "0",
  G: "6",
  I: "1",
  L: "1",
  O: "0",
  Q: "0",
  S: "5",
  U: "V",
  Z: "2",
};

/** The number of the message with this id, in four groups of four: "2K7M 4HXA 9CPT 3WEN". */
export function messageNumber(noticeId: string): string {
  let value = 0n;
  for (const character of noticeId.slice(0, prefixLength)) {
    const digit = idAlphabet.indexOf(character);
    if (digit < 0) throw new RangeError("not the id of a message");
    value = value * 32n + BigInt(digit);
  }
  let data = "";
  for (let place = 0; place < dataLength; place += 1) {
    data = alphabet.charAt(Number(value % base)) + data;
    value /= base;
  }
  return `${data}${checkOf(data)}`.replaceAll(/(.{4})(?=.)/g, "$1 ");
}

/**
 * How the id of the message with this number begins; undefined where no message can have it. Case, spaces, hyphens and
 * full-width characters do not matter, nor does a letter that looks like one of ours.
 */
export function readMessageNumber(text: string): string | undefined {
  const typed = text
    .normalize("NFKC")
    .toUpperCase()
    .replaceAll(/[\s\p{Dash}·.。]/gu, "")
    .replaceAll(/[BDGILOQSUZ]/g, (letter) => taken[letter] ?? letter);
  const data = typed.slice(0, dataLength);
  if (typed.length !== dataLength + 1 || checkOf(data) !== typed.charAt(dataLength))
    return undefined;
  let value = [...data].reduce((sum, digit) => sum * base + BigInt(alphabet.indexOf(digit)), 0n);
  let prefix = "";
  for (let place = 0; place < prefixLength; place += 1) {
    prefix = idAlphabet.charAt(Number(value % 32n)) + prefix;
    value /= 32n;
  }
  return value === 0n ? prefix : undefined;
}

/**
 * Luhn's check, modulo 26: any one wrong character is noticed, and nearly any two neighbours that changed places.
 * Undefined where a character is none of ours.
 */
function checkOf(data: string): string | undefined {
  const size = alphabet.length;
  let sum = 0;
  for (let place = 0; place < data.length; place += 1) {
    const digit = alphabet.indexOf(data.charAt(data.length - 1 - place));
    if (digit < 0) return undefined;
    const weighed = place % 2 === 0 ? digit * 2 : digit;
    sum += Math.floor(weighed / size) + (weighed % size);
  }
  return alphabet.charAt((size - (sum % size)) % size);
}
