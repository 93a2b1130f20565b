import { type SubjectReference, subjectText } from "#shared/identity/subject.ts";
import { opaqueId } from "./tokens.ts";

/** Somebody who can sign in at the local identity provider: a citizen, or the clerk of an organisation. */
export interface Identity {
  readonly name: string;
  /** What there is to see with this one. */
  readonly note: string;
  /** For whom one signs in. */
  readonly subject: SubjectReference;
}

/** The provider's `sub`: a citizen is the citizen, an organisation's clerk is a person besides it. */
export async function accountIdOf({ subject }: Pick<Identity, "subject">): Promise<string> {
  const text = subjectText(subject);
  return opaqueId(subject.kind === "person" ? text : `clerk of ${text}`);
}
