/*
 * How long a text message is, as it is billed (3GPP TS 23.038). A message in the small alphabet of GSM 03.38 has seven bits
 * a character: 160 alone, 153 in each part of a long one. With any other character it is sent in UCS-2: 70 units alone, 67
 * in each part, for six bytes of each say which part it is. The sender's name in brackets is part of the text.
 */
const small = { alone: 160, inParts: 153 };
const wide = { alone: 70, inParts: 67 };

/** What the small alphabet has of the characters that our messages use, and what takes two places of it. */
const basic = /^[A-Za-z0-9 \r\n@$_!"#%&'()*+,\-./:;<=>?^{}\\[\]~|]*$/;
const doubled = /[\^{}\\[\]~|]/g;

/** The number of parts in which carriers send a text. In UCS-2 a character outside the basic plane takes two units. */
export function smsSegments(text: string): number {
  const isSmall = basic.test(text);
  const { alone, inParts } = isSmall ? small : wide;
  const units = text.length + (isSmall ? (text.match(doubled)?.length ?? 0) : 0);
  return units <= alone ? 1 : Math.ceil(units / inParts);
}
