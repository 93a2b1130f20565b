import type { SignedIn } from "#shared/web/verify-token.ts";

/** Who serves at the counter, by a bearer token or by the session of a browser: the provider's opaque id, and for whom. */
export type Clerk = Pick<SignedIn, "person" | "department">;
