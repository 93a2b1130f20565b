import { zValidator } from "@hono/zod-validator";
import { bodyLimit } from "hono/body-limit";
import { openDocumentKeys } from "#shared/documents/document-keys.ts";
import type { SignedDocument } from "#shared/documents/signed-document.ts";
import {
  readSignedDocument,
  signedDocumentSchema,
} from "#shared/documents/signed-document.schema.ts";
import { verifyDocument } from "#shared/documents/verify-document.ts";
import type { PublicJwk } from "#shared/signing/public-jwk.ts";
import { createPageApp } from "#shared/web/create-page-app.ts";
import { verifiedMessageRequestSchema } from "#shared/contract/documents.schema.ts";
import { isOurMessage } from "#shared/notices/is-our-message.ts";
import { refuse } from "#shared/web/refusal.ts";
import { refuseInvalid } from "#shared/web/refuse-invalid.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import type { Env } from "./env.ts";
import { verifyPage, type VerifyResult } from "./verify.page.tsx";

/** A form with all its materials has a few kilobytes. */
const mostBytes = 256 * 1024;

/**
 * Anyone may check whether a message is ours by its number, and whether a document is ours, unchanged; nothing is
 * stored, and nothing else is learnt.
 */
export function verify(): ExportedHandler<Env> {
  const app = createPageApp<Env>("verify");
  const limited = bodyLimit({
    maxSize: mostBytes,
    onError: () =>
      refuse(413, "body-too-large", {
        zh: "文件太大，不会是本系统的电子文件。没有改动任何内容。",
        en: "The file is too large to be one of our documents; nothing was changed.",
      }),
  });

  app.get("/verify", async (c) => sendPage(c, verifyPage({ kind: "asking" })));

  app.post("/verify", limited, async (c) => {
    const fields: Record<string, unknown> = await c.req.parseBody().catch(() => ({}));
    const { number } = fields;
    if (typeof number === "string") {
      if (number.trim() === "") return sendPage(c, verifyPage({ kind: "no-number" }), 400);
      const isOurs = await isOurMessage(c.env, number);
      return sendPage(c, verifyPage({ kind: isOurs ? "our-message" : "not-our-message" }));
    }
    const text = await textOf(fields);
    const signed = text === undefined ? undefined : readSignedDocument(text);
    if (signed === undefined) return sendPage(c, verifyPage({ kind: "no-document" }), 400);
    return sendPage(c, verifyPage(await resultOf(c.env, signed)));
  });

  app.post(
    "/v1/verifications",
    limited,
    zValidator("json", signedDocumentSchema, refuseInvalid),
    async (c) => {
      // Read again from its text, which has no key without a value.
      const signed = readSignedDocument(JSON.stringify(c.req.valid("json")));
      if (signed === undefined) throw new Error("a document that is valid could not be read");
      const verified = await verifyDocument(
        await publicKeys(c.env),
        signed.document,
        signed.signature,
      );
      return c.json(
        verified.ok
          ? { genuine: true, key: verified.keyId, algorithm: verified.algorithm }
          : { genuine: false, because: verified.because },
      );
    },
  );

  app.post(
    "/v1/verifications/messages",
    limited,
    zValidator("json", verifiedMessageRequestSchema, refuseInvalid),
    async (c) => c.json({ ours: await isOurMessage(c.env, c.req.valid("json").number) }),
  );

  app.get("/v1/document-keys", async (c) => {
    c.header("Cache-Control", "public, max-age=300");
    return c.json({ keys: await publicKeys(c.env) });
  });

  return { fetch: app.fetch };
}

async function publicKeys({ DOCUMENT_KEYS }: Env): Promise<readonly PublicJwk[]> {
  return (await openDocumentKeys(DOCUMENT_KEYS)).map(({ publicJwk }) => publicJwk);
}

async function resultOf(env: Env, { document, signature }: SignedDocument): Promise<VerifyResult> {
  const verified = await verifyDocument(await publicKeys(env), document, signature);
  return verified.ok ? { kind: "genuine", document } : { kind: "not-genuine" };
}

/** What was chosen as a file, or pasted. */
async function textOf(fields: Record<string, unknown>): Promise<string | undefined> {
  const { file, text } = fields;
  if (file instanceof File && file.size > 0) return file.text();
  return typeof text === "string" && text.trim() !== "" ? text : undefined;
}
