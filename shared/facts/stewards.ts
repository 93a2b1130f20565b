import { departmentNames, type DepartmentId } from "#shared/identity/departments.ts";

export type { DepartmentId };

/** The official name of a department in full, e.g. 上海市公安局. */
export function stewardName(steward: DepartmentId): string {
  return departmentNames[steward];
}
