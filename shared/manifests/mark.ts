const encoder = new TextEncoder();

async function sha256(text: string): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", encoder.encode(text)));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** What stands for an event's id where many are kept: the first 16 hexadecimal digits of its SHA-256. */
export async function markOf(id: string): Promise<string> {
  return (await sha256(id)).slice(0, 16);
}

/** The digest of a manifest: SHA-256 in hexadecimal digits over the marks of the events in order, a line feed between them. */
export async function digestOfMarks(marks: readonly string[]): Promise<string> {
  return sha256(marks.toSorted().join("\n"));
}
