import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import {
  workItemClosingSchema,
  workItemQuerySchema,
} from "#shared/contract/work-item-requests.schema.ts";
import { closeByHand } from "#shared/work-items/close-by-hand.ts";
import { findWorkItem } from "#shared/work-items/find-work-item.ts";
import { isLateOn } from "#shared/work-items/is-late.ts";
import { kindsOfWork } from "#shared/work-items/kinds.ts";
import { listWorkItems } from "#shared/work-items/list-work-items.ts";
import type { WorkItem, WorkItemOwner } from "#shared/work-items/work-item.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn, type StaffRole } from "#shared/web/verify-token.ts";
import type { ConsoleApp } from "./console-app.ts";
import { readJson } from "#shared/web/read-json.ts";

const ofDepartments = ["handler", "reviewer", "approver", "policy-officer"] as const;
const ofAll = ["coordinator", "auditor"] as const;
const readers: readonly StaffRole[] = [...ofDepartments, ...ofAll, "operations"];

const pageLength = 200;

/** What waits for people 待办. */
export function workItemRoutes(app: ConsoleApp): void {
  app.get("/v1/console/work-items", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, readers);
    const query = workItemQuerySchema.safeParse(c.req.query());
    if (!query.success) {
      return refuse(400, "invalid-request", {
        zh: "筛选条件不对：可用 owner、kind、state（open 或 closed）、late（true 或 false）、after。",
        en: "These are the filters: owner, kind, state (open or closed), late (true or false), after.",
      });
    }
    const { owner, kind, state, late, after } = query.data;
    const today = shanghaiDay(now);
    const { items, total } = await listWorkItems(
      c.env.DB_CITY,
      {
        owners: ownersFor(signedIn, owner),
        kind,
        state,
        isLate: late === undefined ? undefined : late === "true",
      },
      today,
      { limit: pageLength, after: Number(after) },
    );
    const next = Number(after) + items.length;
    return c.json({
      items: items.map((item) => toldWorkItem(item, today)),
      total,
      ...(next < total && items.length > 0 ? { next: String(next) } : {}),
    });
  });

  app.post("/v1/console/work-items/:id/closing", async (c) => {
    const { signedIn, now } = c.var;
    requireRole(signedIn, [...ofDepartments, "operations", "coordinator"]);
    const { outcome } = await readJson(c, workItemClosingSchema);
    const id = c.req.param("id");
    const item = await findWorkItem(c.env.DB_CITY, id);
    if (item === undefined) {
      return refuse(404, "not-found", {
        zh: "没有这项待办，请核对编号。",
        en: "There is no such work item; check its id.",
      });
    }
    if (!mayClose(signedIn, item)) {
      return refuse(403, "not-allowed", {
        zh: "这项待办不由您的部门办理。没有改动任何内容。",
        en: "This work item is not your department's. Nothing was changed.",
      });
    }
    if (!kindsOfWork[item.kind].isClosedByHand) {
      return refuse(409, "conflict", {
        zh: "这项待办在事情办完后自动办结，不能手工办结。没有改动任何内容。",
        en: "This work item closes by itself once its cause is gone. Nothing was changed.",
      });
    }
    if (!(await closeByHand(c.env.DB_CITY, id, signedIn.person, outcome, now))) {
      return refuse(409, "conflict", {
        zh: "这项待办已经办结。没有改动任何内容。",
        en: "This work item was closed before. Nothing was changed.",
      });
    }
    const closed = { closedAt: now.getTime(), closedBy: signedIn.person, outcome };
    return c.json(toldWorkItem({ ...item, ...closed }, shanghaiDay(now)));
  });
}

/** Whose items somebody sees; undefined for everybody's. Refuses who asks for others'. */
function ownersFor(
  { roles, department }: SignedIn,
  asked: WorkItemOwner | undefined,
): WorkItemOwner[] | undefined {
  if (roles.some((role) => ofAll.some((one) => one === role)))
    return asked === undefined ? undefined : [asked];
  const own: WorkItemOwner[] = [
    ...(roles.includes("operations") ? ["operations" as const] : []),
    ...(isOfDepartment(roles) && department !== undefined ? [department] : []),
  ];
  if (asked === undefined) return own;
  if (own.includes(asked)) return [asked];
  return refuse(403, "not-allowed", {
    zh: "这个部门的待办不向您开放。",
    en: "The work items of this department are not open to you.",
  });
}

const isOfDepartment = (roles: readonly StaffRole[]): boolean =>
  roles.some((role) => ofDepartments.some((one) => one === role));

function mayClose({ roles, department }: SignedIn, { owner }: WorkItem): boolean {
  if (roles.includes("coordinator")) return true;
  if (owner === "operations") return roles.includes("operations");
  return owner === department && isOfDepartment(roles);
}

function toldWorkItem(item: WorkItem, today: CivilDate) {
  const { id, kind, owner, policy, reference, openedAt, termFrom, termDays, dueOn } = item;
  const { closedAt, closedBy, outcome } = item;
  return {
    id,
    kind,
    title: kindsOfWork[kind].title,
    owner,
    ...(policy === "" ? {} : { policy }),
    reference,
    detail: JSON.parse(item.detail) as unknown,
    state: closedAt === null ? "open" : "closed",
    openedAt: new Date(openedAt).toISOString(),
    term: { from: termFrom, workingDays: termDays },
    dueOn,
    late: isLateOn(item, today),
    closedByHand: kindsOfWork[kind].isClosedByHand,
    ...(closedAt === null
      ? {}
      : { closed: { at: new Date(closedAt).toISOString(), by: closedBy, outcome } }),
  };
}
