import { refuse } from "./refusal.ts";

interface Validation {
  readonly success: boolean;
  readonly target: string;
  readonly error?: {
    readonly issues: readonly {
      readonly path: readonly PropertyKey[];
      readonly message: string;
    }[];
  };
}

/**
 * The hook of `zValidator(target, schema, refuseInvalid)`: what the schema refuses becomes a 400
 * problem that names each fault and where it stands.
 *
 * @throws {Refusal} 400 `invalid-request`, with the member `errors: [{ path, message }]`
 */
export function refuseInvalid({ success, target, error }: Validation): undefined {
  if (success) return undefined;
  const errors = (error?.issues ?? []).map(({ path, message }) => ({
    path: [target, ...path.map(String)].join("."),
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
