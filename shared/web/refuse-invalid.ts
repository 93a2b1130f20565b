import { refuse } from "./refusal.ts";
import { type Issue as OneIssue, toldIssue } from "./told-issue.ts";

/** Of a union, the faults by each of its forms. */
interface Issue extends OneIssue {
  readonly errors?: readonly (readonly Issue[])[];
}

interface Validation {
  readonly success: boolean;
  readonly target: string;
  readonly error?: { readonly issues: readonly Issue[] };
}

/** The faults of a union's forms, told one by one, where the union itself says only "invalid". */
function told({ errors = [], ...issue }: Issue): ReturnType<typeof toldIssue>[] {
  const inner = errors.flat().flatMap(told);
  const { path, message } = toldIssue(issue);
  if (inner.length === 0) return [{ path, message }];
  return inner.map((one) => ({ ...one, path: [...path, ...one.path] }));
}

/**
 * The hook of `zValidator(target, schema, refuseInvalid)`: what the schema refuses becomes a 400
 * problem that names each fault and where it stands.
 *
 * @throws {Refusal} 400 `invalid-request`, with the member `errors: [{ path, message }]`
 */
export function refuseInvalid({ success, target, error }: Validation): undefined {
  if (success) return undefined;
  const errors = (error?.issues ?? []).flatMap(told).map(({ path, message }) => ({
    path: [target, ...path].join("."),
    message,
  }));
  const places = errors.map(({ path }) => path).join(", ");
  return refuse(
    400,
    "invalid-request",
    {
      zh: `请求有误，没有改动任何内容。请按接口文档 /openapi.json 检查：${places}。`,
      en: `The request is malformed and nothing was changed. Check against /openapi.json: ${places}.`,
    },
    { members: { errors } },
  );
}
