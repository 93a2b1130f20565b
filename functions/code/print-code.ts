import { type NewPrintedCode, recordPrintedCode } from "#shared/code-holders/printed-codes.ts";
import type { Holder } from "#shared/code-holders/read-holders.ts";
import type { IssuedCode } from "#shared/codes/issue-code.ts";
import type { Env } from "./env.ts";
import { makeCode, printedSeconds } from "./make-code.ts";

export interface PrintedCode {
  readonly code: IssuedCode;
  readonly nameMasked: string | undefined;
}

/** A code for paper, which ends the one that the person had before. */
export async function printCode(
  env: Env,
  { holder, by, way }: Pick<NewPrintedCode, "by" | "way"> & { readonly holder: Holder },
  now: Date,
): Promise<PrintedCode> {
  const { subjectKey, nameMasked } = holder;
  const code = await makeCode(env, { subjectKey, class: "printed" }, printedSeconds(env), now);
  await recordPrintedCode(env, { subjectKey, code, by, way });
  return { code, nameMasked };
}
