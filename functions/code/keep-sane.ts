import { refuse } from "#shared/web/refusal.ts";
import type { Bearer } from "./bearer.ts";
import type { CodeContext } from "./code-app.ts";

/** Nobody shows, and nobody prints, so many codes. */
export async function keepSane({ env }: CodeContext, { session }: Bearer): Promise<void> {
  const { success } = await env.CODE_RATE.limit({ key: session.id });
  if (success) return;
  refuse(
    429,
    "too-many-requests",
    {
      zh: "换码太频繁，请过一分钟再试。已经显示的码在有效期内照常可用。",
      en: "Too many codes were asked for; try again in a minute. A code that is shown stays good for its time.",
    },
    { headers: { "Retry-After": "60" } },
  );
}
