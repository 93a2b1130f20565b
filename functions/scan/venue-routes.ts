import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { policyMonthSchema, type VisitStatistics } from "#shared/contract/venues-told.schema.ts";
import { hideSmallGroups, withTotals } from "#shared/disclosure/hide-small-groups.ts";
import { policyById } from "#shared/policies/index.ts";
import type { Policy } from "#shared/rules/policy.ts";
import { countVisits, daysOfMonth } from "#shared/scans/count-visits.ts";
import { listVenues } from "#shared/venues/list-venues.ts";
import { refuse } from "#shared/web/refusal.ts";
import { requireRole, type SignedIn, type StaffRole } from "#shared/web/verify-token.ts";
import { fitting } from "./read-request.ts";
import type { ScanApp } from "./scan-app.ts";

const departmental: readonly StaffRole[] = ["approver", "policy-officer", "finance"];
const overall: readonly StaffRole[] = ["auditor", "coordinator"];

/** What staff see of venues: which there are, and how often what was granted there; never to whom. */
export function venueRoutes(app: ScanApp): void {
  app.get("/v1/console/venues", async (c) => {
    requireRole(c.var.signedIn, ["operations", ...departmental, ...overall]);
    const items = (await listVenues(c.env.DB_CITY)).map(
      ({ id, name, group, department, policies, state, devices }) => ({
        venue: id,
        name,
        group,
        department,
        policies,
        state,
        devices,
      }),
    );
    return c.json({ items });
  });

  app.get("/v1/console/venues/statistics", async (c) => {
    const { signedIn, now } = c.var;
    const { policy: id, month } = fitting(policyMonthSchema, c.req.query());
    const policy = ledPolicy(signedIn, id);
    requireEnded(month, now);
    const counts = await countVisits(c.env, policy.id, ...daysOfMonth(month));
    const table = withTotals(
      counts.map(({ online, offline, unknown }) => [online, offline, unknown]),
      3,
    );
    // Months only, and whole ones: the difference of two spans would tell of a day on which three people came.
    const hiddenCells = hideSmallGroups(table);
    const told = (row: number): VisitStatistics["total"] => {
      const [online = null, offline = null, unknown = null, all = null] = (table[row] ?? []).map(
        (count, column) => (hiddenCells[row]?.[column] === true ? null : count),
      );
      return { online, offline, unknown, all };
    };
    return c.json({
      policy: policy.id,
      month,
      venues: counts.map(({ venue, conflict }, row) => ({
        venue,
        ...told(row),
        conflicts: conflict,
      })),
      total: told(counts.length),
    } satisfies VisitStatistics);
  });
}

/** A policy that is granted by a scan and led by whoever asks; auditors and coordinators see all. */
export function ledPolicy(signedIn: SignedIn, id: string): Policy {
  requireRole(signedIn, [...departmental, ...overall]);
  const policy = policyById(id);
  if (policy === undefined) {
    return refuse(404, "unknown-policy", {
      zh: "目录中没有这项政策，请核对编号。",
      en: "The catalogue has no such policy; check its id.",
    });
  }
  const seesAll = signedIn.roles.some((role) => overall.includes(role));
  if (seesAll || signedIn.department === policy.leadDepartment) return policy;
  return refuse(403, "not-allowed", {
    zh: "这一项不由您的部门负责，不能查看。",
    en: "Your department does not lead this policy; you cannot look at it.",
  });
}

/** Of a month that goes on, tomorrow's figure less today's would tell of a single day. */
function requireEnded(month: string, now: Date): void {
  const [, end] = daysOfMonth(month);
  if (end <= shanghaiDay(now)) return;
  refuse(409, "conflict", {
    zh: "这个月还没有结束，请在月末以后再查。",
    en: "This month has not ended; ask when it has.",
  });
}
