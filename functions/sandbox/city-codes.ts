import type { Hono } from "hono";
import * as z from "zod/mini";
import type { SubjectReference } from "#shared/identity/subject.ts";
import { open, seal } from "#shared/sealing/seal.ts";
import type { AppEnv } from "#shared/web/create-app.ts";
import type { SandboxEnv } from "./env.ts";
import type { World } from "./world.ts";

/*
 * Stands in for the city's own issuer of codes, with the paths, the words and the manners of the real one: a session that has
 * ended is a page, and whoever scans is told more than was asked for.
 */

const loginSchema = z.object({ account: z.string(), password: z.string() });
const scanSchema = z.object({ sessionId: z.string(), certQrCode: z.string() });
const heldSchema = z.object({ number: z.string(), until: z.int() });

const beginning = "http://ssm.invalid/";
const sessionMilliseconds = 600_000;

/** A code as the city would issue it: its text says nothing to anybody else. */
export async function issueCityCode(
  { DEV_SECRET }: SandboxEnv,
  { id }: SubjectReference,
  until: Date,
): Promise<string> {
  const held = JSON.stringify({ number: id, until: until.getTime() });
  return `${beginning}${await seal(DEV_SECRET, "city code", held)}`;
}

export function addCityIssuer(app: Hono<AppEnv<SandboxEnv>>, { clock }: World): void {
  app.post("/sandbox/cert/login.do", async (c) => {
    const login = loginSchema.safeParse(await c.req.json().catch(() => undefined));
    if (!login.success || login.data.password !== c.env.CITY_CODE_PASSWORD)
      return c.json({ errorMsg: "用户名或密码错误" });
    const until = (await clock(c.env)).getTime() + sessionMilliseconds;
    return c.json({ sessionId: await seal(c.env.DEV_SECRET, "city session", String(until)) });
  });

  app.post("/sandbox/cert/usage/scanCertQrCode.do", async (c) => {
    const scan = scanSchema.safeParse(await c.req.json().catch(() => undefined));
    const now = (await clock(c.env)).getTime();
    const session = await open(c.env.DEV_SECRET, "city session", scan.data?.sessionId ?? "");
    if (!scan.success || Number(session ?? 0) <= now)
      return c.html("\r\n\r\n\r\n<html><body>请重新登录</body></html>");
    const sealed = scan.data.certQrCode.slice(beginning.length);
    const text = await open(c.env.DEV_SECRET, "city code", sealed);
    const held = text === undefined ? undefined : heldSchema.parse(JSON.parse(text));
    if (held === undefined || held.until <= now) return c.json({ errorMsg: "二维码已失效" });
    return c.json({
      xm: "示例人员",
      zjhm: held.number,
      mobile: "13800000000",
      catMainCode: "310105109000100",
      encodeCertCode: "SAMPLE",
      certUuid: "SAMPLE",
    });
  });
}
