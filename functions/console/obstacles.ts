import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { obstaclePlanSchema, obstacleQuerySchema } from "#shared/contract/obstacles.schema.ts";
import type { Obstacle } from "#shared/readiness/obstacle.ts";
import { planObstacle } from "#shared/readiness/plan-obstacle.ts";
import { readObstacles } from "#shared/readiness/read-obstacles.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { policyStaff } from "./policies.ts";
import { readJson } from "#shared/web/read-json.ts";

/** The obstacle list 堵点清单, and what those who can settle an obstacle say about it. */
export function obstacleRoutes(app: ConsoleApp): void {
  app.get("/v1/console/obstacles", async (c) => {
    requireRole(c.var.signedIn, policyStaff);
    const query = obstacleQuerySchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "请用 ?department= 写明部门编号，或不写。",
        en: "Name a department with ?department=, or none.",
      });
    }
    const { department } = query.data;
    const obstacles = await readObstacles(c.env.DB_CITY, shanghaiDay(c.var.now), c.var.now);
    const items = obstacles.filter(({ owner }) => department === undefined || owner === department);
    return c.json({ items: items.map(toldObstacle) });
  });

  app.put("/v1/console/obstacles/:policy/:obstacle", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, ["policy-officer", "steward", "coordinator"]);
    const { policy, obstacle: id } = c.req.param();
    const plan = await readJson(c, obstaclePlanSchema);
    const obstacles = await readObstacles(c.env.DB_CITY, shanghaiDay(now), now);
    const obstacle = obstacles.find((one) => one.policy === policy && one.id === id);
    if (obstacle === undefined) {
      return refuse(404, "not-found", {
        zh: "堵点清单中没有这一项，可能已经解决。请重新查看清单。",
        en: "The list has no such obstacle; it may be gone. Look at the list again.",
      });
    }
    requireOwner(signedIn, obstacle);
    const planned = await planObstacle(c.env.DB_CITY, obstacle, plan, signedIn.person, now);
    return c.json(toldObstacle(planned));
  });
}

function requireOwner({ roles, department }: SignedIn, { owner }: Obstacle): void {
  if (roles.includes("coordinator") || department === owner) return;
  refuse(403, "not-allowed", {
    zh: "这个堵点不由您的部门解决。没有改动任何内容。",
    en: "Your department is not the one to settle this obstacle. Nothing was changed.",
  });
}

function toldObstacle({ plan, freed, isBlocking, ...obstacle }: Obstacle) {
  const { policy, title, leadDepartment, stage, id, check, text, clause, fact, owner } = obstacle;
  return {
    policy,
    title,
    leadDepartment,
    stage,
    id,
    check,
    blocking: isBlocking,
    text,
    clause,
    fact,
    owner,
    freed: freed && {
      people: freed.people,
      amountFen: freed.amountFen,
      estimated: freed.isEstimated,
      measuredOn: freed.measuredOn,
    },
    plan: plan && { ...plan, plannedAt: new Date(plan.plannedAt).toISOString() },
  };
}
