/*
 * How long a text message is, as it is billed. A message with any character outside the small alphabet of GSM 03.38 is
 * sent in UCS-2 (3GPP TS 23.038): 70 units alone, 67 in each part of a long one, for six bytes of each say which part
 * it is. Carriers of mainland China count the same way, with the sender's name in brackets as part of the text.
 */
const alone = 70;
const inParts = 67;

/** The number of parts in which carriers send a Chinese text. A character outside the basic plane takes two units. */
export function smsSegments(text: string): number {
  const units = text.length;
  return units <= alone ? 1 : Math.ceil(units / inParts);
}
