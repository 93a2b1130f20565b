import { recordAccess } from "#shared/accesses/record-access.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { printedFromYears, revokePrintedCode } from "#shared/code-holders/printed-codes.ts";
import { type Holder, isAged, readHolders } from "#shared/code-holders/read-holders.ts";
import { printedCodeRequestSchema } from "#shared/contract/printed-codes.schema.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { checkSubject } from "#shared/identity/subject.ts";
import { findSubjectKey } from "#shared/subjects/find-subject-key.ts";
import { readJson } from "#shared/web/read-json.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { requireRole, requireSignedIn, type SignedIn } from "#shared/web/verify-token.ts";
import type { CodeApp, CodeContext } from "./code-app.ts";
import { printCode } from "./print-code.ts";
import { printedPage } from "./printed.page.tsx";

/** Codes on paper, given out at a counter. */
export function counterRoutes(app: CodeApp): void {
  app.post("/v1/console/printed-codes", async (c) => {
    const { clerk, holder } = await present(c, "打印离线码");
    if (isAged(holder, printedFromYears, shanghaiDay(c.var.now)) !== true) return tooYoung();
    const asked = { holder, by: clerk.person, way: "window" } as const;
    const printed = await printCode(c.env, asked, c.var.now);
    if ((c.req.header("Accept") ?? "").includes("text/html"))
      return sendPage(c, printedPage(printed), 201);
    const { code, nameMasked } = printed;
    return c.json(
      {
        code: code.text,
        ...(nameMasked === undefined ? {} : { maskedName: nameMasked }),
        validUntil: code.validUntil.toISOString(),
      },
      201,
    );
  });

  app.post("/v1/console/printed-codes/revocations", async (c) => {
    const { holder } = await present(c, "作废离线码");
    return c.json({ revoked: await revokePrintedCode(c.env, holder.subjectKey, c.var.now) });
  });
}

/** Who stands at the counter, and who serves; looking at them is recorded. */
async function present(
  c: CodeContext,
  purpose: string,
): Promise<{ readonly clerk: SignedIn; readonly holder: Holder }> {
  const { env } = c;
  const { now } = c.var;
  const clerk = await requireSignedIn(env, c.req.header("Authorization"), now);
  requireRole(clerk, ["window"]);
  const request = await readJson(c, printedCodeRequestSchema);
  const check = checkSubject(request.subject);
  if (!check.ok) return notValid(check.because);
  const subjectKey = await findSubjectKey(env, env, check.subject);
  const holder =
    subjectKey === undefined ? undefined : (await readHolders(env, [subjectKey])).get(subjectKey);
  if (holder === undefined) return unknown();
  if (holder.isDead) return dead();
  const access = {
    actor: clerk.person,
    role: "window",
    department: clerk.department ?? null,
    purpose,
  };
  const db = databaseOf(env, shardOf(holder.subjectKey));
  await recordAccess(db, holder.subjectKey, access, "printed", now);
  return { clerk, holder };
}

function notValid(because: string): never {
  return refuse(400, "invalid-subject", {
    zh: "证件号码无效，请对照证件再读一次。没有改动任何内容。",
    en: `The document number is not valid (${because}); read the card again. Nothing was changed.`,
  });
}

function unknown(): never {
  return refuse(404, "not-found", {
    zh: "各部门还没有报送过这个人的任何数据，生成不了离线码。请告诉本人直接出示身份证。",
    en: "Nothing was ever reported of this person, so there is no code; the ID card works at the gate.",
  });
}

function tooYoung(): never {
  return refuse(403, "not-allowed", {
    zh: "离线码只给60周岁及以上的人打印，登记的出生日期不满60周岁，或者还没有登记。没有改动任何内容。",
    en: "A code on paper is for people of sixty and over, by a birth that is on record. Nothing was changed.",
  });
}

function dead(): never {
  return refuse(403, "not-allowed", {
    zh: "公安、卫健或者民政登记这个人已经去世，不能打印。登记有误的，请先到登记部门更正。没有改动任何内容。",
    en: "A department has reported this person's death. If that is wrong, the department must correct it first. Nothing was changed.",
  });
}
