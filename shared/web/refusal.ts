import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { ProblemCode } from "./problem-types.ts";

/** What happened, whether anything was changed, and what to do: once in each language. */
export interface BilingualText {
  readonly zh: string;
  readonly en: string;
}

export interface RefusalExtra {
  /** Response headers that belong to the refusal, such as `Retry-After`. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Further members of the problem document (RFC 9457, section 3.2). */
  readonly members?: Readonly<Record<string, unknown>>;
}

/** A request refused. `createApp` maps it to a problem document; nothing else should catch it. */
export class Refusal extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: ProblemCode;
  readonly text: BilingualText;
  readonly extra: RefusalExtra;

  constructor(
    status: ContentfulStatusCode,
    code: ProblemCode,
    text: BilingualText,
    extra: RefusalExtra = {},
  ) {
    super(text.en);
    this.name = "Refusal";
    this.status = status;
    this.code = code;
    this.text = text;
    this.extra = extra;
  }
}

/**
 * Refuses the request at hand.
 *
 * @throws {Refusal} always
 */
export function refuse(
  status: ContentfulStatusCode,
  code: ProblemCode,
  text: BilingualText,
  extra?: RefusalExtra,
): never {
  throw new Refusal(status, code, text, extra);
}
