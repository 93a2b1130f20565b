import type { Child } from "hono/jsx";

/** What robots are told of a passing page. */
export const notToBeKept = "noindex, nofollow, noarchive";

/** A page as its maker describes it; `sendPage` lays it out and sends it. */
export interface Page {
  /** For the browser's tab: the most particular first. */
  readonly title: string;
  /** Who is speaking: a department's name in full, or the platform's. */
  readonly speaker: string;
  readonly body: Child;
  /** An inline script, allowed by its hash; a constant, never made from data. */
  readonly script?: string;
  /** The inline script asks this site for more, and no other. */
  readonly isAsking?: boolean;
  /** A script of its own, after which the page asks the network for nothing more and sends nothing anywhere. */
  readonly standalone?: StandaloneScript;
  /** What makes of the page a tool that is installed on a device and works on without a network. */
  readonly installed?: Installed;
  /** Lets a public page lead back to the catalogue; pages behind a link show no other way. */
  readonly homeHref?: string;
  /** Where else one may go; a public page ends with it. */
  readonly navigation?: readonly Destination[];
  /** Stands there for a time and no longer: nobody may index it or keep a copy. */
  readonly isPassing?: boolean;
  /** A feed (Atom) of what changes, for readers of feeds. */
  readonly feed?: Destination;
}

/** A script that is fetched once and kept: another text has another path. */
interface StandaloneScript {
  readonly path: string;
  /** `sha256-…`, which the browser holds the script against. */
  readonly integrity: string;
}

/** An installed page asks its own origin for more, and nobody else. */
interface Installed {
  readonly script: StandaloneScript;
  /** Where the web app manifest lies. */
  readonly manifest: string;
  readonly icon: string;
  /** Besides the stylesheet of all pages; a constant, allowed by its hash. */
  readonly style: string;
}

/** A place to go to, by the name that it has there. */
interface Destination {
  readonly href: string;
  readonly text: string;
}
