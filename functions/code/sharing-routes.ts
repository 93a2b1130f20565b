import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { type FamilyMember, listFamily } from "#shared/code-holders/list-family.ts";
import { endSharing, shareCode, sharedWith } from "#shared/code-holders/share-code.ts";
import { keepSession } from "#shared/sign-in/cookies.ts";
import { formToken } from "#shared/sign-in/session.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import { type Bearer, bearerOf } from "./bearer.ts";
import type { CodeApp, CodeContext } from "./code-app.ts";
import { postedIn } from "./posted.ts";
import { sharingPage } from "./sharing.page.tsx";
import { signInPage } from "./sign-in.page.tsx";

/** Somebody agrees that a relative shows the own code, and takes it back. */
export function sharingRoutes(app: CodeApp): void {
  app.get("/me/code/sharing", async (c) => {
    const bearer = await bearerOf(c, "look");
    if (bearer === undefined) return sendPage(c, signInPage());
    await keepSession(c, c.env.COOKIE_KEY, bearer.session, c.var.now);
    const relatives = await adultsOf(c, bearer);
    const subjectKey = bearer.holder?.subjectKey ?? "";
    const shared = await sharedWith(
      c.env,
      subjectKey,
      relatives.map((one) => one.subjectKey),
    );
    const form = await formToken(c.env.COOKIE_KEY, bearer.session);
    return sendPage(c, sharingPage({ relatives, shared, form }));
  });

  app.post("/me/code/sharing", async (c) => {
    const posted = await postedIn(c);
    if (posted === undefined) return sendPage(c, signInPage(), 403);
    const { bearer, fields } = posted;
    const relatives = await adultsOf(c, bearer);
    const other = relatives.find(({ id }) => id === fields["whose"]);
    if (bearer.holder === undefined || other === undefined) return noRelative();
    const sharing = { subjectKey: bearer.holder.subjectKey, shownBy: other.subjectKey };
    if (fields["share"] === "yes") await shareCode(c.env, sharing, c.var.now);
    else await endSharing(c.env, sharing);
    return c.redirect("/me/code/sharing", 303);
  });
}

/** Relatives who could show the code: children who are not of age are shown, and show nobody. */
async function adultsOf(
  c: CodeContext,
  { session, holder }: Bearer,
): Promise<readonly FamilyMember[]> {
  if (holder === undefined || session.kind !== "person") return [];
  const family = await listFamily(c.env, holder.subjectKey, shanghaiDay(c.var.now));
  return family.filter(({ isMinor }) => !isMinor);
}

function noRelative(): never {
  return refuse(404, "not-found", {
    zh: "登记里没有这位家人，没有改动任何内容。请重新打开“随申码”再试。",
    en: "The registers know no such relative of yours; nothing was changed. Open /me/code again.",
  });
}
