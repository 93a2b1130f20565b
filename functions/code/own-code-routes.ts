import { recordAccess } from "#shared/accesses/record-access.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { databaseOf, shardOf } from "#shared/db/shards.ts";
import { isAged } from "#shared/code-holders/read-holders.ts";
import { printedFromYears } from "#shared/code-holders/printed-codes.ts";
import { qrPath } from "#shared/qr/qr-svg.ts";
import { keepSession } from "#shared/sign-in/cookies.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { type Bearer, bearerOf, type Choice, choicesOf } from "./bearer.ts";
import type { CodeApp, CodeContext } from "./code-app.ts";
import { codePage } from "./code.page.tsx";
import { keepSane } from "./keep-sane.ts";
import { makeCode, screenSeconds } from "./make-code.ts";
import { noCodePage } from "./no-code.page.tsx";
import { signInPage } from "./sign-in.page.tsx";
import type { ShownCode } from "./views.ts";

/** A person's own code on the screen, and those of whom the person may show it. A GET writes nothing but an access. */
export function ownCodeRoutes(app: CodeApp): void {
  app.get("/me/code", async (c) => {
    const bearer = await bearerOf(c, "look");
    if (bearer === undefined) return sendPage(c, signInPage());
    await keepSession(c, c.env.COOKIE_KEY, bearer.session, c.var.now);
    await keepSane(c, bearer);
    const choices = choicesOf(bearer);
    const choice = chosen(choices, c.req.query("whose"));
    if (choice === undefined) return sendPage(c, noCodePage(choices.length > 0), 404);
    await recordShowing(c, bearer, choice);
    const { kind } = bearer.session;
    const mayPrint =
      choice.id === "" &&
      kind === "person" &&
      isAged(choice.holder, printedFromYears, shanghaiDay(c.var.now)) === true;
    const code = await shownCode(c, choice);
    return sendPage(c, codePage({ kind, choices, choice, code, mayPrint }));
  });

  app.get("/me/code/fresh", async (c) => {
    const bearer = await bearerOf(c, "look");
    if (bearer === undefined) return signInAgain();
    await keepSane(c, bearer);
    const choice = chosen(choicesOf(bearer), c.req.query("whose"));
    if (choice === undefined) return noSuchCode();
    return c.json(await shownCode(c, choice));
  });
}

function chosen(choices: readonly Choice[], whose = ""): Choice | undefined {
  return choices.find(({ id }) => id === whose);
}

async function shownCode(c: CodeContext, choice: Choice): Promise<ShownCode> {
  const { holder, class: kind } = choice;
  const { now } = c.var;
  const whose = { subjectKey: holder.subjectKey, class: kind };
  const { text, validUntil } = await makeCode(c.env, whose, screenSeconds(c.env), now);
  const { path, size } = qrPath(text, "medium");
  const validForSeconds = Math.floor((validUntil.getTime() - now.getTime()) / 1000);
  return { path, size, validForSeconds, until: timeOf(validUntil) };
}

/** 10:31:05, in Shanghai. */
function timeOf(instant: Date): string {
  return new Date(instant.getTime() + 8 * 3_600_000).toISOString().slice(11, 19);
}

/** Whose code a relative shows may know of it. */
async function recordShowing(c: CodeContext, { session }: Bearer, choice: Choice): Promise<void> {
  if (choice.id === "") return;
  const { subjectKey } = choice.holder;
  const access = {
    actor: session.by,
    role: "citizen",
    department: null,
    purpose: "家人出示随申码",
  };
  const db = databaseOf(c.env, shardOf(subjectKey));
  await recordAccess(db, subjectKey, access, choice.class, c.var.now);
}

function signInAgain(): never {
  return refuse(
    401,
    "not-authenticated",
    {
      zh: "登录已经失效，请回到“随申码”页面重新登录。",
      en: "You are no longer signed in; go back to the page and sign in again.",
    },
    { headers: { "WWW-Authenticate": "Bearer" } },
  );
}

function noSuchCode(): never {
  return refuse(404, "not-found", {
    zh: "现在不能出示这个码。请回到“随申码”页面重新选择。",
    en: "This code cannot be shown now; go back to the page and choose again.",
  });
}
