import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { dueDay } from "#shared/calendar/working-days.ts";
import { readCalendar } from "#shared/calendars/read-calendar.ts";
import {
  hintRequestSchema,
  objectionRequestSchema,
  phoneCodeCheckSchema,
  phoneCodeRequestSchema,
} from "#shared/contract/objections.schema.ts";
import { acceptanceWorkingDays } from "#shared/objections/objection.ts";
import type { Objector } from "#shared/objections/objector.ts";
import { policyById } from "#shared/policies/index.ts";
import { readSession } from "#shared/sign-in/cookies.ts";
import { formToken, isFormOf } from "#shared/sign-in/session.ts";
import { refuse } from "#shared/web/refusal.ts";
import { sendPage } from "#shared/web/send-page.tsx";
import * as z from "zod/mini";
import type { HomeApp, HomeContext } from "../home-app.ts";
import { readForm } from "../read-form.ts";
import { keepHint } from "./keep-hint.ts";
import { lodgeFor } from "./lodge-for.ts";
import { type About, objectionPage } from "./objection.page.tsx";
import { objectorFrom } from "../objector-of.ts";
import { checkPhone, sendCode } from "./phone-codes.ts";
import { hintReceivedPage, receivedPage } from "./received.page.tsx";

const entrySchema = z.pick(objectionRequestSchema, { entry: true });

/** Pages on which people object, without script; a GET changes nothing. */
export function objectionPages(app: HomeApp): void {
  app.get("/objections", async (c) => show(c, { entry: "" }));
  app.get("/objections/of/:entitlement", async (c) => show(c, c.req.param()));
  app.get("/objections/under/:policy", async (c) => show(c, c.req.param()));
  app.get("/objections/:entry{[a-zA-Z2-7]{14}}", async (c) =>
    show(c, { entry: c.req.param("entry").toLowerCase() }),
  );

  app.post("/objections/code", async (c) => {
    const { phone: given, entry: number = "" } = await textsOf(c);
    const { phone } = valid(phoneCodeRequestSchema, { phone: given });
    // Before a message leaves: a code that was used cannot be used for a number that was corrected.
    const { entry = "" } = valid(entrySchema, { entry: number });
    await sendCode(c, phone);
    const about = { entry };
    return sendPage(c, objectionPage({ about, before: { kind: "phone", phone } }));
  });

  app.post("/objections/hint", async (c) => {
    const { text, entry = "" } = await textsOf(c);
    await keepHint(c, valid(hintRequestSchema, { text, ...(entry === "" ? {} : { entry }) }));
    return sendPage(c, hintReceivedPage());
  });

  app.post("/objections", async (c) => {
    const { form, phone, code, ...fields } = await textsOf(c);
    const request = valid(objectionRequestSchema, fields);
    const objector =
      phone === undefined
        ? await signedIn(c, form)
        : await verified(c, valid(phoneCodeCheckSchema, { phone, code }));
    const { objection, isNew } = await lodgeFor(c, request, objector);
    const from = shanghaiDay(new Date(objection.lodgedAt));
    const term = { from, workingDays: acceptanceWorkingDays };
    const decisionBy = dueDay(term, await readCalendar(c.env.DB_CITY));
    return sendPage(c, receivedPage({ id: objection.id, decisionBy, isNew }));
  });
}

async function show(c: HomeContext, about: About): Promise<Response> {
  const session = await readSession(c, c.env.COOKIE_KEY, "look", c.var.now);
  const policy = "policy" in about ? policyById(about.policy) : undefined;
  return sendPage(
    c,
    objectionPage({
      about,
      ...(policy === undefined ? {} : { title: policy.title }),
      before:
        session === undefined
          ? { kind: "nobody" }
          : { kind: "session", form: await formToken(c.env.COOKIE_KEY, session) },
    }),
  );
}

/** The fields that are texts and were filled in. */
async function textsOf(c: HomeContext): Promise<Record<string, string>> {
  const fields = Object.entries(await readForm(c));
  return Object.fromEntries(
    fields.flatMap(([name, value]) =>
      typeof value === "string" && value.trim() !== "" ? [[name, value.trim()]] : [],
    ),
  );
}

function valid<Schema extends z.ZodMiniType>(schema: Schema, fields: object): z.output<Schema> {
  const parsed = schema.safeParse(fields);
  if (parsed.success) return parsed.data;
  return refuse(400, "invalid-request", {
    zh: "填写的内容不对：公示编号是14位字母和数字，手机号是11位，验证码是6位，理由至少写5个字。没有改动任何内容。请返回上一页修改。",
    en: "A number has 14 characters, a phone 11 digits, a code six, and reasons at least five characters. Nothing was changed; go back and correct it.",
  });
}

async function signedIn(c: HomeContext, form: string | undefined): Promise<Objector> {
  const session = await readSession(c, c.env.COOKIE_KEY, "answer", c.var.now);
  if (session === undefined || !(await isFormOf(c.env.COOKIE_KEY, session, form))) {
    return refuse(403, "not-allowed", {
      zh: "登录已经过期，或者这个请求不是从您打开的页面发出的，没有改动任何内容。请重新打开页面再试。",
      en: "You are no longer signed in, or this does not come from the page that you opened; nothing was changed. Open it again.",
    });
  }
  return objectorFrom(session);
}

async function verified(
  c: HomeContext,
  check: z.output<typeof phoneCodeCheckSchema>,
): Promise<Objector> {
  await checkPhone(c, check);
  return { kind: "phone", phone: check.phone };
}
