import type { RelationName } from "#shared/facts/relations.ts";
import type { Amount } from "#shared/rules/language/amount.ts";
import type {
  Condition,
  NumberExpression,
  ShareExpression,
} from "#shared/rules/language/condition.ts";

/** One node of a rule's tree, and where it stands. */
export interface Place {
  readonly node: Node;
  /** Whose facts it is about, where it is not the subject's own. */
  readonly relation?: RelationName;
  /** What it is within the node above: the question of a case or choice, or simply a part. */
  readonly role: Role;
  /** The nodes above it, outermost first. */
  readonly above: readonly Place[];
}

type Node =
  | { readonly kind: "condition"; readonly condition: Condition }
  | { readonly kind: "number"; readonly number: NumberExpression }
  | { readonly kind: "share"; readonly share: ShareExpression };

type Role = "part" | "when";

/** A rule: who is eligible, and what it is worth. */
export interface Rule {
  readonly eligible: Condition;
  readonly amount: Amount;
}

/** Every node of a rule, parents before children, in the order of the rule. */
export function placesOf({ eligible, amount }: Rule): Place[] {
  const roots: readonly Node[] =
    amount.kind === "none"
      ? [conditionNode(eligible)]
      : [conditionNode(eligible), numberNode(amount.amountFen)];
  return roots.flatMap((node) => placesWithin({ node, role: "part", above: [] }));
}

function placesWithin(place: Place): Place[] {
  const { node, above } = place;
  const relation = relationOf(node) ?? place.relation;
  const below = childrenOf(node).map(([child, role]): Place => ({
    node: child,
    role,
    above: [...above, place],
    ...(relation === undefined ? {} : { relation }),
  }));
  return [place, ...below.flatMap(placesWithin)];
}

function relationOf(node: Node): RelationName | undefined {
  if (node.kind === "condition" && node.condition.kind === "related")
    return node.condition.relation;
  if (node.kind === "number" && node.number.kind === "count") return node.number.relation;
  return undefined;
}

type Child = readonly [node: Node, role: Role];

function childrenOf(node: Node): Child[] {
  switch (node.kind) {
    case "condition":
      return childrenOfCondition(node.condition);
    case "number":
      return childrenOfNumber(node.number);
    case "share":
      return node.share.kind === "choice"
        ? [
            [conditionNode(node.share.when), "when"],
            [shareNode(node.share.use), "part"],
            [shareNode(node.share.otherwise), "part"],
          ]
        : [];
  }
  return node satisfies never;
}

function childrenOfCondition(condition: Condition): Child[] {
  switch (condition.kind) {
    case "holds":
    case "isOneOf":
    case "absent":
    case "date":
    case "lasted":
      return [];
    case "number":
      return parts(numberNode(condition.left), numberNode(condition.right));
    case "ratioAtMost":
      return parts(
        numberNode(condition.dividend),
        numberNode(condition.divisor),
        shareNode(condition.limit),
      );
    case "all":
    case "any":
    case "quorum":
      return parts(...condition.parts.map(conditionNode));
    case "not":
    case "worded":
      return parts(conditionNode(condition.part));
    case "related":
      return parts(conditionNode(condition.where));
    case "cases":
      return condition.cases.flatMap(({ when, demand }): Child[] => [
        [conditionNode(when), "when"],
        [conditionNode(demand), "part"],
      ]);
  }
  return condition satisfies never;
}

function childrenOfNumber(number: NumberExpression): Child[] {
  switch (number.kind) {
    case "constant":
    case "parameter":
    case "fact":
    case "ageBands":
      return [];
    case "sum":
    case "product":
    case "least":
      return parts(...number.parts.map(numberNode));
    case "difference":
      return parts(numberNode(number.from), numberNode(number.less));
    case "count":
      return parts(conditionNode(number.where));
    case "proportion":
      return parts(numberNode(number.of), shareNode(number.share));
    case "bands":
    case "proRata":
      return parts(numberNode(number.of));
    case "choice":
      return [
        [conditionNode(number.when), "when"],
        [numberNode(number.use), "part"],
        [numberNode(number.otherwise), "part"],
      ];
  }
  return number satisfies never;
}

const parts = (...nodes: readonly Node[]): Child[] => nodes.map((node) => [node, "part"]);

function conditionNode(condition: Condition): Node {
  return { kind: "condition", condition };
}

function numberNode(number: NumberExpression): Node {
  return { kind: "number", number };
}

function shareNode(share: ShareExpression): Node {
  return { kind: "share", share };
}
