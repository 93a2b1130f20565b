import { factLabel, parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName, relationDefinition } from "#shared/facts/relations.ts";
import type { DepartmentId } from "#shared/facts/stewards.ts";
import { parameterKey } from "./language/parameter.ts";
import type { Version } from "./policy.ts";
import { namedInAmount, namedInCondition } from "./walk.ts";

/** What a missing key means: "birthDate", "child.birthDate", "child", "parameter:unemployment-target". */
export interface Missing {
  /** "出生日期", "子女的出生日期", "子女关系", "失业率控制目标" */
  readonly label: string;
  readonly steward: DepartmentId;
}

/** What is wanted, in Chinese, and who is responsible for it. Throws TypeError for a key that no judging gives. */
export function missingIn(version: Version, key: string): Missing {
  if (isRelationName(key)) {
    const { label, stewards } = relationDefinition(key);
    return { label: `${label}关系`, steward: stewards[0] };
  }
  const parsed = parseFactName(key);
  if (parsed.ok) return { label: factLabel(parsed), steward: parsed.definition.steward };
  const [relation = "", fact = ""] = key.split(".");
  if (isRelationName(relation)) {
    const { label, steward } = missingIn(version, fact);
    return { label: `${relationDefinition(relation).label}的${label}`, steward };
  }
  for (const named of [...namedInCondition(version.eligible), ...namedInAmount(version.amount)]) {
    if (named.kind === "parameter" && parameterKey(named.parameter) === key) {
      return { label: named.parameter.label, steward: named.parameter.publisher };
    }
  }
  throw new TypeError(`the rule of version ${version.id} names no ${key}`);
}
