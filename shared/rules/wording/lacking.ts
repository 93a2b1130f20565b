import { definitionOf } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import { stewardName, type DepartmentId } from "#shared/facts/stewards.ts";
import type { Judging } from "#shared/rules/evaluating/judging.ts";
import { missingIn } from "#shared/rules/missing.ts";
import type { Version } from "#shared/rules/policy.ts";

/** Why a fact is not known: in conflict, not reported, its whole register late, or a figure not published. */
type Want = "disputed" | "unreported" | "late" | "relatives-unchecked" | "unpublished";

/** What keeps a verdict unknown, each in a sentence of its own, and whether departments must settle or send it. */
export interface Lacking {
  readonly texts: readonly string[];
  readonly isAnyDisputed: boolean;
  readonly isAnyMissing: boolean;
}

/** Says what is missing and who holds it. Of relatives it tells no register that speaks of health or death. */
export function lackingIn(version: Version, missing: readonly string[], judging: Judging): Lacking {
  const disputed = disputedKeys(judging);
  const wants = new Map<Want, Map<DepartmentId, string[]>>();
  for (const key of missing) {
    const want = disputed.has(key) ? "disputed" : wantOf(key);
    const { label, steward } = missingIn(version, key);
    const bySteward = wants.get(want) ?? new Map<DepartmentId, string[]>();
    bySteward.set(steward, [
      ...(bySteward.get(steward) ?? []),
      want === "relatives-unchecked" ? relativeLabel(key) : label,
    ]);
    wants.set(want, bySteward);
  }
  return {
    texts: [...wants].flatMap(([want, bySteward]) => sentences(want, bySteward)),
    isAnyDisputed: wants.has("disputed"),
    isAnyMissing: wants.size > (wants.has("disputed") ? 1 : 0),
  };
}

function sentences(want: Want, bySteward: ReadonlyMap<DepartmentId, string[]>): string[] {
  const each = (say: (steward: string, labels: readonly string[]) => string): string[] =>
    [...bySteward].map(([steward, labels]) => say(stewardName(steward), labels));
  switch (want) {
    case "unreported":
      return [
        `还缺少${each((steward, labels) => `${labels.join("、")}的数据（由${steward}提供）`).join("、")}`,
      ];
    case "unpublished":
      return [
        `还缺少${each((steward, labels) => `${labels.join("、")}（由${steward}公布）`).join("、")}`,
      ];
    case "late":
      // The register is about everybody: nothing is said of this one person.
      return each(
        (steward, labels) => `${steward}的全市登记（${labels.join("、")}）还没有按时更新`,
      );
    case "relatives-unchecked": {
      const relatives = new Set([...bySteward.values()].flat());
      return [
        `${[...relatives].join("、")}在${each((steward) => steward).join("、")}的登记还在核对`,
      ];
    }
    case "disputed":
      return each((steward, labels) => `${labels.join("、")}的记录前后不一致，正由${steward}核实`);
  }
  return want satisfies never;
}

/** The keys in conflict as missing keys name them: a relative's without its number. */
function disputedKeys({ readings }: Judging): Set<string> {
  const keys = new Set<string>();
  for (const [key, { state }] of readings) {
    if (state === "conflict") keys.add(withoutNumber(key));
  }
  return keys;
}

/** "child[1].birthDate" as "child.birthDate" */
function withoutNumber(key: string): string {
  const at = key.indexOf("[");
  return at < 0 ? key : `${key.slice(0, at)}${key.slice(key.indexOf("]") + 1)}`;
}

function wantOf(key: string): Want {
  const [first = "", fact] = key.split(".");
  if (fact !== undefined) return hasRegister(fact) ? "relatives-unchecked" : "unreported";
  if (isRelationName(first)) return "unreported";
  if (!parseFactName(key).ok) return "unpublished";
  return hasRegister(key) ? "late" : "unreported";
}

/** A fact whose complete register says something of those whom it does not list. */
function hasRegister(key: string): boolean {
  const parsed = parseFactName(key);
  return parsed.ok && definitionOf(parsed.name).absence.means !== "unknown";
}

function relativeLabel(key: string): string {
  const [relation = ""] = key.split(".");
  return isRelationName(relation) ? relationDefinition(relation).label : relation;
}
