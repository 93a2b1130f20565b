import type { Hono } from "hono";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { formOfOffer } from "#shared/documents/document-of-decision.ts";
import { findDocument } from "#shared/documents/find-document.ts";
import { requestSeal } from "#shared/documents/seal-service.ts";
import type { SignedDocument } from "#shared/documents/signed-document.ts";
import type { Clock } from "#shared/web/clock.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { Env } from "../env.ts";
import { type C, openedIn, problemOfLack, readerOf } from "../opening.ts";
import { problemPage } from "../problem.page.tsx";
import type { Reader } from "../view-of-offer.ts";
import type { ConfirmProblem } from "../views.ts";
import { formPage } from "./form.page.tsx";

/**
 * The application form and the materials, filled in already: to be read before the decision, and as the signed document
 * of record after it. They hold the person's own facts, so they appear after the policy's check alone.
 */
export function formRoutes(app: Hono<AppEnv<Env>>, clock: Clock): void {
  app.get("/c/form", async (c) => {
    const reader = await assuredReader(c, await clock(c.env));
    if (!reader.ok) return sendPage(c, problemPage({ problem: reader.problem }), 403);
    const signed = await documentOf(c, reader.reader);
    if (signed === undefined) {
      const form = formOfOffer(reader.reader.offer, waiting(reader.reader));
      return sendPage(c, formPage({ form }));
    }
    const seal = await requestSeal(c.env.SEAL_SERVICE_URL, signed.document);
    const { document, signature } = signed;
    return sendPage(
      c,
      formPage({ form: document.form, signed: { document, signature, ...(seal && { seal }) } }),
    );
  });

  app.get("/c/form.json", async (c) => {
    const reader = await assuredReader(c, await clock(c.env));
    if (!reader.ok) return sendPage(c, problemPage({ problem: reader.problem }), 403);
    const signed = await documentOf(c, reader.reader);
    if (signed === undefined) return sendPage(c, problemPage({ problem: "not-decided" }), 404);
    c.header("Content-Disposition", `attachment; filename="${signed.document.number}.json"`);
    return c.json({ document: signed.document, signature: signed.signature });
  });
}

type Assured =
  | { readonly ok: true; readonly reader: Reader }
  | { readonly ok: false; readonly problem: ConfirmProblem };

async function assuredReader(c: C, now: Date): Promise<Assured> {
  const opened = await openedIn(c, now);
  const reader = opened === undefined ? undefined : await readerOf(c, opened, now);
  if (reader === undefined) return { ok: false, problem: "session-expired" };
  if (reader.lacks === undefined) return { ok: true, reader };
  return { ok: false, problem: problemOfLack[reader.lacks] };
}

async function documentOf(c: C, { offer }: Reader): Promise<SignedDocument | undefined> {
  const { confirmation } = offer;
  return findDocument(databaseOf(c.env, shardOf(confirmation.subjectKey)), confirmation);
}

/** What a confirmation would apply for. */
function waiting({ offer: { covered } }: Reader): ReadonlySet<string> {
  const open = covered.filter(
    ({ state }) => state === "awaiting-confirmation" || state === "lapsed",
  );
  return new Set(open.map(({ id }) => id));
}
