import type { DepartmentId } from "#shared/identity/departments.ts";
import { type SubjectReference, subjectText } from "#shared/identity/subject.ts";
import type { StaffRole } from "#shared/web/verify-token.ts";
import { opaqueId } from "./tokens.ts";

/** Somebody who can sign in at the local identity provider: a citizen, or the clerk of an organisation. */
export interface Identity {
  readonly name: string;
  /** What there is to see with this one. */
  readonly note: string;
  /** For whom one signs in. */
  readonly subject: SubjectReference;
}

/** Somebody who signs in for a shift at work. */
export interface StaffIdentity {
  readonly name: string;
  readonly note: string;
  readonly roles: readonly StaffRole[];
  readonly department: DepartmentId;
}

/** Who works at the sample city's gates and counters; one of them does not. */
export const sampleStaff: readonly StaffIdentity[] = [
  {
    name: "顾春梅",
    note: "公园东门，场所核验员",
    roles: ["gatekeeper"],
    department: "landscaping",
  },
  {
    name: "钱国强",
    note: "公园西门，场所核验员",
    roles: ["gatekeeper"],
    department: "landscaping",
  },
  {
    name: "陆敏",
    note: "社区事务受理服务中心，窗口工作人员",
    roles: ["window"],
    department: "civil-affairs",
  },
  {
    name: "施文",
    note: "政策专员，不在场所上岗",
    roles: ["policy-officer"],
    department: "landscaping",
  },
];

/** The provider's `sub`: a citizen is the citizen, an organisation's clerk is a person besides it. */
export async function accountIdOf({ subject }: Pick<Identity, "subject">): Promise<string> {
  const text = subjectText(subject);
  return opaqueId(subject.kind === "person" ? text : `clerk of ${text}`);
}

/** The same as `POST /sandbox/tokens` gives a member of staff of this name. */
export async function staffAccountIdOf({ name }: Pick<StaffIdentity, "name">): Promise<string> {
  return opaqueId(`staff:${name}`);
}
