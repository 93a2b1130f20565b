/** Something secret that was put in on purpose, to be searched for where it must never come out. */
export interface Canary {
  readonly name: string;
  readonly value: string;
}

/** Where something was seen: a log line, a URL, a message of a queue, an error, a row. */
export interface Seen {
  readonly in: string;
  readonly text: string;
}

const bytesOf = (text: string): Buffer => Buffer.from(text, "utf8");

/** What stands of a text in base64 wherever in a longer one it begins: without the characters that its neighbours share. */
function inBase64(value: string): string[] {
  return [0, 1, 2].map((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), bytesOf(value)]);
    const from = Math.ceil((before * 8) / 6);
    return bytes.toString("base64").slice(from, Math.floor((bytes.length * 8) / 6));
  });
}

/** Every way in which a value may stand: as it is, in JSON, in a URL, in base64 or in hexadecimal digits. */
export function writingsOf(value: string): readonly string[] {
  const escaped = JSON.stringify(value).slice(1, -1);
  const base64 = inBase64(value);
  const units = Array.from({ length: value.length }, (_, at) => value.charCodeAt(at));
  return [
    ...new Set([
      value,
      value.toLowerCase(),
      value.toUpperCase(),
      escaped,
      units.map((unit) => (unit < 128 ? String.fromCharCode(unit) : `\\u${hex(unit)}`)).join(""),
      encodeURIComponent(value),
      encodeURIComponent(value).toLowerCase(),
      encodeURIComponent(encodeURIComponent(value)),
      new URLSearchParams({ value }).toString().slice("value=".length),
      ...base64,
      ...base64.map((text) => text.replaceAll("+", "-").replaceAll("/", "_")),
      bytesOf(value).toString("hex"),
    ]),
  ];
}

const hex = (unit: number): string => unit.toString(16).padStart(4, "0");

/** Which canaries stand where; empty where none does. A number of few digits counts only where it stands by itself. */
export function findCanaries(canaries: readonly Canary[], seen: readonly Seen[]): string[] {
  const places = canaries.flatMap(({ name, value }) =>
    writingsOf(value).map((writing) => ({ name, writing, isShort: value.length < 8 })),
  );
  return seen.flatMap(({ in: place, text }) =>
    places
      .filter(({ writing, isShort }) => (isShort ? alone(text, writing) : text.includes(writing)))
      .map(({ name }) => `${name} in ${place}: ${text.slice(0, 300)}`),
  );
}

function alone(text: string, writing: string): boolean {
  for (let at = text.indexOf(writing); at >= 0; at = text.indexOf(writing, at + 1)) {
    const neighbours = text.charAt(at - 1) + text.charAt(at + writing.length);
    if (!/[a-z0-9]/i.test(neighbours)) return true;
  }
  return false;
}
