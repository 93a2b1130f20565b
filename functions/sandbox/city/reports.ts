import type { DepartmentId } from "#shared/identity/departments.ts";

/** What one department tells of a subject, by fact with its period, e.g. insuredHeadcount@2025-12; not what it does not know. */
export type Report = Readonly<Record<string, string | number | boolean | undefined>>;

/** What the departments tell of a subject. */
export type Reports = Readonly<Partial<Record<DepartmentId, Report>>>;

/** A subject of the sample city with what is told of it beside what everything else of the sample rests on. */
export type Reported<Subject> = Subject & { readonly reports: Reports };
