import type { DepartmentId } from "#shared/identity/departments.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";
import type { Said } from "./two-shards.ts";

// What departments say of graduates, of those who hire them, and of two numbers that are one. No two have one id.

let told = 0;
function said(by: DepartmentId, type: string, data: object): Said {
  told += 1;
  const time = `2022-11-16T01:${String(told % 60).padStart(2, "0")}:00Z`;
  return [by, { specversion: "1.0", source: "urn:test", id: `e${told}`, type, time, data }];
}

export const saidMonths = (subject: SubjectReference): Said =>
  said("human-resources", "facts.reported.v1", { subject, facts: { insuredMonths: 3 } });

export const saidGraduated = (subject: SubjectReference): Said =>
  said("education", "facts.reported.v1", {
    subject,
    facts: { graduatedOn: "2022-06-30", graduatedInShanghai: true },
  });

export const saidHired = (by: SubjectReference, other: SubjectReference): Said =>
  said("human-resources", "relations.reported.v1", {
    subject: by,
    relations: [{ kind: "employee", other, from: "2022-07-01", until: "2024-06-30" }],
  });

export const saidJoined = (from: SubjectReference, to: SubjectReference): Said =>
  said(to.kind === "person" ? "public-security" : "market-regulation", "subject.corrected.v1", {
    from,
    to,
  });
