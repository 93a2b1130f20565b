import { openApiDocument } from "./openapi.ts";
import { routes, schemas } from "./routes.ts";
import { webhooks } from "./webhooks.ts";

/**
 * The text of openapi.txt, which the catalogue serves. It is written beforehand: made for a request it would bring every
 * schema of the contract, and zod's own translator, into a function that reads none of them.
 */
export function openApiText(): string {
  return `${JSON.stringify(openApiDocument(routes, schemas, webhooks))}\n`;
}
