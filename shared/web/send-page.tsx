import { html } from "hono/html";
import { Layout } from "./layout.tsx";
import { style } from "./style.ts";
import type { Context } from "hono";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import { notToBeKept, type Page } from "./page.ts";

/**
 * Sends a page with the one content security policy that lets its own stylesheet and script run and
 * nothing else: no other script, no image, no frame, no form to elsewhere.
 */
export async function sendPage(
  c: Context,
  page: Page,
  status: ContentfulStatusCode = 200,
): Promise<Response> {
  c.header("Content-Security-Policy", await policyFor(page));
  if (page.isPassing === true) forbidToKeep(c);
  return c.html(html`<!doctype html>${<Layout {...page} />}`, status);
}

/** What stands there for a time only is neither indexed nor kept, by whomever it passes. */
export function forbidToKeep(c: Context): void {
  c.header("X-Robots-Tag", notToBeKept);
  c.header("Cache-Control", "no-store");
}

async function policyFor({ script, standalone, installed, isAsking }: Page): Promise<string> {
  const inline = script === undefined ? "'none'" : await hashSource(script);
  const isOnlyInline = standalone === undefined && installed === undefined;
  const ownStyle = installed === undefined ? "" : ` ${await hashSource(installed.style)}`;
  return [
    "default-src 'none'",
    `style-src ${await hashSource(style)}${ownStyle}`,
    `script-src ${isOnlyInline ? inline : "'self'"}`,
    ...(isAsking === true ? ["connect-src 'self'"] : []),
    // What is typed into a page that stands alone leaves it by no way, not even by a form gone astray.
    ...(standalone === undefined
      ? ["form-action 'self'"]
      : ["connect-src 'none'", "form-action 'none'"]),
    ...(installed === undefined
      ? []
      : ["connect-src 'self'", "manifest-src 'self'", "worker-src 'self'", "img-src 'self'"]),
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The source expression that allows exactly this inline text (CSP level 3, section 2.3.1). */
async function hashSource(text: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text));
  return `'sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}'`;
}
