import type { RouteDescription } from "./openapi.ts";

const problem = (description: string) => ({
  description,
  content: { "application/problem+json": "Problem" },
});

/** What signed-in people may ask about themselves. */
export const meRoutes: readonly RouteDescription[] = [
  {
    method: "get",
    path: "/v1/me",
    operationId: "explainMe",
    summary: "How every policy stands to oneself, and why; recorded as an access to personal data",
    description:
      "A citizen is told about the citizen, a clerk about the organisation of the sign-in. People sign in at /me/sign-in " +
      "by OpenID Connect; a bearer token of the same issuer does as well.",
    security: "signed-in",
    responses: {
      200: {
        description: "A verdict for each policy",
        content: { "application/json": "Explanations" },
      },
      401: problem("Nobody has signed in"),
      403: problem("The token stands for no person and no organisation"),
      503: problem("The identity provider does not give its keys"),
    },
  },
];
