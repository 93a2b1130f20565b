import { definitionOf } from "#shared/facts/dictionary.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import { isRelationName } from "#shared/facts/relations.ts";
import { stewardName } from "#shared/facts/stewards.ts";
import { type AskedFact, askedFacts } from "#shared/measures/asked-facts.ts";
import type { Gap } from "#shared/measures/gap.ts";
import { absenceOf, lateRegisters } from "#shared/registers/register.ts";
import { parameterKey, parameterValueOn } from "#shared/rules/language/parameter.ts";
import type { Version } from "#shared/rules/policy.ts";
import { namedInAmount, namedInCondition } from "#shared/rules/walk.ts";
import type { ReadinessBasis, ReadinessItem } from "./readiness-item.ts";

/** Of those whom the rule does not exclude, at most so many of ten thousand may be unknown. */
const mostUnknown = 2_000;

/** Each fact has a steward, and where its absence says nothing, it is in fact reported; each published figure has a value. */
export function evidenceItems(basis: ReadinessBasis, version: Version): ReadinessItem[] {
  return [
    ...askedFacts(version, basis.today).map((asked) => evidenceItem(basis, asked)),
    ...figureItems(basis, version),
  ];
}

function evidenceItem({ gaps }: ReadinessBasis, asked: AskedFact): ReadinessItem {
  const gap = gaps.find(({ fact }) => fact === asked.key);
  const people = gap?.people ?? 0;
  const isDecided = absenceMeans(asked.name) !== "unknown" || isDerived(asked.name);
  const isReported = (gap?.known ?? 0) > 0;
  const ok = isDecided || isReported;
  return {
    id: `evidence:${asked.id}`,
    check: "evidence",
    ok,
    isObstacle: !ok || people > 0,
    text: ok
      ? reportedText(asked, gap)
      : gap === undefined
        ? `“${asked.label}”还没有测算过有多少人有登记。`
        : `“${asked.label}”没有任何登记，而没有登记并不说明没有；请${stewardName(asked.steward)}报送。`,
    fact: asked.key,
    owner: asked.steward,
    people,
  };
}

function reportedText({ label, steward }: AskedFact, gap: Gap | undefined): string {
  const start = `“${label}”由${stewardName(steward)}提供`;
  if (gap !== undefined && gap.people > 0)
    return `${start}；有${gap.people}个对象缺少这项数据，暂时无法认定。`;
  if (gap === undefined || gap.subjects === 0) return `${start}。`;
  return `${start}，${share(gap.known, gap.subjects)}的对象有登记。`;
}

function figureItems({ policy, gaps, today }: ReadinessBasis, version: Version): ReadinessItem[] {
  const named = [...namedInCondition(version.eligible), ...namedInAmount(version.amount)];
  const guard = version.fundingGuard === undefined ? [] : [version.fundingGuard.figure];
  const parameters = named.flatMap((one) => (one.kind === "parameter" ? [one.parameter] : []));
  const figures = new Map(
    [...parameters, ...guard].map((figure) => [parameterKey(figure), figure] as const),
  );
  return [...figures].map(([key, figure]) => {
    const value = parameterValueOn(figure, today);
    return {
      id: `evidence:${key}`,
      check: "evidence",
      ok: value !== undefined,
      isObstacle: value === undefined,
      text:
        value === undefined
          ? `“${figure.label}”没有公布今天适用的数值；请${stewardName(figure.publisher)}公布。`
          : `“${figure.label}”由${stewardName(figure.publisher)}公布。`,
      fact: key,
      owner: figure.publisher ?? policy.leadDepartment,
      people: gaps.find(({ fact }) => fact === key)?.people ?? 0,
    };
  });
}

/** Registers whose absence has a meaning are complete and not late, and few are unknown. */
export function dataItems(basis: ReadinessBasis, version: Version): ReadinessItem[] {
  const asked = askedFacts(version, basis.today).filter(
    ({ name }) => absenceMeans(name) !== "unknown",
  );
  // The same register serves the subject and its relatives.
  const registers = new Map(asked.map((one) => [one.name, one]));
  return [...[...registers.values()].map((one) => registerItem(basis, one)), unknownItem(basis)];
}

function registerItem(
  { registers, gaps, now }: ReadinessBasis,
  { name, id, key, label, steward }: AskedFact,
): ReadinessItem {
  const isComplete = registers.some(({ fact }) => fact === name);
  const isLate = lateRegisters(registers, [name], now).length > 0;
  return {
    id: `data:${id}`,
    check: "data",
    ok: isComplete && !isLate,
    isObstacle: !isComplete || isLate,
    text: !isComplete
      ? `“${label}”的登记还没有报送完整，没有登记还不能视为没有；请${stewardName(steward)}报送。`
      : isLate
        ? `“${label}”的登记没有按时更新；请${stewardName(steward)}补报。`
        : `“${label}”的登记完整，并按时更新。`,
    fact: key,
    owner: steward,
    people: gaps.find(({ fact }) => fact === key)?.people ?? 0,
  };
}

function unknownItem({ policy, measure }: ReadinessBasis): ReadinessItem {
  const item = { id: "data:unknown", check: "data", owner: policy.leadDepartment } as const;
  if (measure === undefined) {
    const text = "还没有测算过有多少人可以享受、多少人无法认定。";
    return { ...item, ok: false, isObstacle: true, text };
  }
  const { eligible, unknown } = measure;
  const ok = unknown * 10_000 <= mostUnknown * (eligible + unknown);
  return {
    ...item,
    ok,
    isObstacle: !ok,
    text: `数据不足以认定的有${unknown}个，可以认定享受的有${eligible}个，无法认定的${ok ? "不超过" : "超过"}${share(mostUnknown, 10_000)}。`,
    people: unknown,
  };
}

/** "unknown" for what the dictionary does not have. */
function absenceMeans(name: string): "unknown" | "none" | "false" {
  const [plain = name] = name.split("@");
  return absenceOf(plain)?.means ?? "unknown";
}

function isDerived(name: string): boolean {
  if (isRelationName(name)) return false;
  const parsed = parseFactName(name);
  return parsed.ok && definitionOf(parsed.name).derived === true;
}

/** "98%", never rounded up to all or down to nothing. */
function share(part: number, whole: number): string {
  const percent = Math.round((part * 100) / whole);
  if (part > 0 && percent === 0) return "不到1%";
  if (part < whole && percent === 100) return "超过99%";
  return `${percent}%`;
}
