/** A fault as zod tells it. */
export interface Issue {
  readonly path: readonly PropertyKey[];
  readonly message: string;
  /** Of keys that the schema does not know. */
  readonly keys?: readonly string[];
}

/**
 * A name as somebody sent it, where it can be a name of the contract; otherwise it may be a person's, or a number, which
 * no refusal repeats.
 */
export function toldName(name: PropertyKey): string {
  const text = String(name);
  return typeof name === "number" || /^[a-z][\w@.-]{0,80}$/i.test(text.replace(/\d{6}/, "…"))
    ? text
    : "…";
}

/** What a fault may tell: where it stands and what is wrong, and nothing that only the sender knows. */
export function toldIssue({ path, message, keys }: Issue): { path: string[]; message: string } {
  const names = keys?.map((key) => `"${toldName(key)}"`).join(", ");
  return {
    path: path.map(toldName),
    message: names === undefined ? message : `Unrecognized keys: ${names}`,
  };
}
