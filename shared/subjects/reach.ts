import type { locales } from "#shared/db/enumerations.ts";
import type { SubjectReference } from "#shared/identity/subject.ts";

type Locale = (typeof locales)[number];

/** How a subject likes to be reached, as the one-stop platform knows it. Nothing of it is secret, and nothing is sealed. */
export interface Reach {
  readonly locale?: Locale;
  /** Whether the platform's app reaches it. */
  readonly app?: boolean;
}

export const reachFields = ["locale", "app"] as const satisfies readonly (keyof Reach)[];
export type ReachField = (typeof reachFields)[number];

/** Each field that is reported, with its value as a text, by which two of the same instant are told apart. */
export function reachOf(reach: Reach | undefined): [ReachField, string][] {
  return reachFields.flatMap((field): [ReachField, string][] => {
    const value = reach?.[field];
    return value === undefined ? [] : [[field, String(value)]];
  });
}

/** What of a subject's row becomes of a value as `reachOf` gives it. */
export function reached(field: ReachField, value: string): { locale: Locale } | { hasApp: 0 | 1 } {
  return field === "locale"
    ? { locale: value === "en" ? "en" : "zh-CN" }
    : { hasApp: value === "true" ? 1 : 0 };
}

/** A value as `reachOf` gives it, as it was reported. */
export function reachAs(field: ReachField, value: string): Reach {
  return field === "locale"
    ? { locale: value === "en" ? "en" : "zh-CN" }
    : { app: value === "true" };
}

/** The language of a subject that is heard of for the first time: English for who holds a foreigner's residence card. */
export function localeOf(subject: SubjectReference): Locale | null {
  return subject.idType === "foreign-permanent-resident" ? "en" : null;
}
