import type { Child } from "hono/jsx";

/** A page as its maker describes it; `sendPage` lays it out and sends it. */
export interface Page {
  /** For the browser's tab: the most particular first. */
  readonly title: string;
  /** Who is speaking: a department's name in full, or the platform's. */
  readonly speaker: string;
  readonly body: Child;
  /** An inline script, allowed by its hash; a constant, never made from data. */
  readonly script?: string;
  /** Lets a public page lead back to the catalogue; pages behind a link show no other way. */
  readonly homeHref?: string;
}
