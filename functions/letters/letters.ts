import type { Context } from "hono";
import { letterIdsSchema } from "#shared/contract/letters.schema.ts";
import { findShardOf } from "#shared/db/shards.ts";
import { listLetters } from "#shared/letters/list-letters.ts";
import { markPrinted, takeLetters } from "#shared/letters/take-letters.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Clock } from "#shared/web/clock.ts";
import { createStaffApp, type StaffEnv } from "#shared/web/create-staff-app.ts";
import { readJson } from "#shared/web/read-json.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn } from "#shared/web/verify-token.ts";
import type { Env } from "./env.ts";

/** Messages that go by letter: each department prints its own, by its handlers. */
export function letters(clock: Clock): ExportedHandler<Env> {
  const app = createStaffApp<Env>("letters", clock);

  app.get("/v1/console/letters", async (c) => {
    const { signedIn } = c.var;
    const waiting = await listLetters(c.env, departmentOf(signedIn));
    return c.json({
      items: waiting.map(({ id, policy, listedAt, takenAt, takenBy }) => ({
        id,
        policy,
        title: titleOf(policy),
        listedAt: new Date(listedAt).toISOString(),
        ...(takenAt === null ? {} : { takenAt: new Date(takenAt).toISOString() }),
        mine: takenBy === signedIn.person,
      })),
    });
  });

  app.post("/v1/console/letters/taken", async (c) => {
    const { signedIn, now } = c.var;
    const department = departmentOf(signedIn);
    const ids = await idsIn(c);
    const { person, roles } = signedIn;
    const access = { actor: person, role: roles.join(" "), department, purpose: "打印信件" };
    const taken = await takeLetters(c.env, c.env, department, ids, access, now);
    return c.json({
      letters: taken.map(({ letter, locale, name, address, title, body }) => ({
        id: letter.id,
        locale,
        ...(name === undefined ? {} : { name }),
        ...(address === undefined ? {} : { address }),
        title,
        body,
      })),
    });
  });

  app.post("/v1/console/letters/printed", async (c) => {
    const { signedIn, now } = c.var;
    departmentOf(signedIn);
    const printed = await markPrinted(c.env, await idsIn(c), signedIn.person, now);
    return c.json({ printed });
  });

  return { fetch: app.fetch };
}

/** The department whose letters somebody may print. */
function departmentOf(signedIn: SignedIn): string {
  requireRole(signedIn, ["handler"]);
  const { department } = signedIn;
  if (department !== undefined) return department;
  return refuse(403, "not-allowed", {
    zh: "信件由各部门的经办人打印，您的账号没有所属部门。没有改动任何内容。",
    en: "Letters are printed by handlers of a department, and you have none. Nothing was changed.",
  });
}

/** What is no id of a letter names none. */
async function idsIn(c: Context<StaffEnv<Env>>): Promise<string[]> {
  const { ids } = await readJson(c, letterIdsSchema);
  return ids.filter((id) => findShardOf(id) !== undefined);
}

/** A letter about several benefits has no policy of its own. */
function titleOf(policy: string): string {
  const found = policyById(policy);
  return found === undefined ? policy : (found.neutralTitle ?? found.title);
}
