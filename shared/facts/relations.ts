import type { DepartmentId } from "#shared/identity/departments.ts";
import { dailyRegister, type About } from "./fact-definition.ts";

/** One kind of relation 关系 between two subjects, as the dictionary has it. */
export interface RelationDefinition {
  /** What the other one is to the subject: 子女. */
  readonly label: string;
  /** Whose relation it is, and so whose rules may name it. */
  readonly about: About;
  /** What the other one is. */
  readonly other: About;
  /** The departments that may report it. */
  readonly stewards: readonly [DepartmentId, ...DepartmentId[]];
  /**
   * Whether the relations that were reported are all there are. "unknown": never known to be. "none": all, once a
   * steward has reported the register complete, until the report is more than `lateAfterHours` old.
   */
  readonly absence:
    | { readonly means: "unknown" }
    | { readonly means: "none"; readonly lateAfterHours: number };
  /** The facts about the other one that its days tell; the other one's shard is never asked for them. */
  readonly tells?: readonly ToldFact[];
}

/** The facts that the days of a relation tell. */
export type ToldFact = "employedSince" | "contractMonths";

const family = ["public-security", "civil-affairs"] as const;

const dictionary = {
  parent: {
    label: "父母",
    about: "person",
    other: "person",
    stewards: family,
    absence: { means: "unknown" },
  },
  child: {
    label: "子女",
    about: "person",
    other: "person",
    stewards: family,
    absence: { means: "unknown" },
  },
  spouse: {
    label: "配偶",
    about: "person",
    other: "person",
    stewards: family,
    absence: { means: "unknown" },
  },
  employee: {
    label: "职工",
    about: "organisation",
    other: "person",
    stewards: ["human-resources"],
    absence: { means: "none", ...dailyRegister },
    tells: ["employedSince", "contractMonths"],
  },
} as const satisfies Record<string, RelationDefinition>;

type Dictionary = typeof dictionary;

export type RelationName = keyof Dictionary;

/** Whose relation it is. */
export type AboutOfRelation<R extends RelationName> = Dictionary[R]["about"];

/** What the other one is. */
export type OtherOf<R extends RelationName> = Dictionary[R]["other"];

/** Every relation, in the order of the dictionary. */
export const relationNames: readonly RelationName[] =
  Object.keys(dictionary).filter(isRelationName);

export function isRelationName(text: string): text is RelationName {
  return Object.hasOwn(dictionary, text);
}

/** The dictionary's entry, seen as any entry. */
export function relationDefinition(name: RelationName): RelationDefinition {
  return dictionary[name];
}
