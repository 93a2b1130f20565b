import type { CivilDate } from "#shared/calendar/civil-date.ts";
import { parseFactName } from "#shared/facts/fact-name.ts";
import type { Fen } from "#shared/money/fen.ts";
import { fingerprintOf, ruleFingerprint } from "./decision-record-fingerprint.ts";
import { judge } from "./judge.ts";
import type { FactGap, FactUsed, Judgement, RelativesRead, Verdict } from "./judgement.ts";
import type { Policy } from "./policy.ts";
import type { FactReading, Readings } from "./reading.ts";
import { versionById } from "./versions.ts";

/**
 * Everything that a decision rested on, so that anyone can make it again years later: the rule by its version, the
 * day, and each reading. It names relatives by number only.
 */
export interface DecisionRecord {
  readonly policy: string;
  /** "none" where no version was in force. */
  readonly version: string;
  /** The day for which it was judged. */
  readonly on: CivilDate;
  readonly period?: string;
  readonly verdict: Verdict;
  readonly amountFen?: Fen;
  /** The letter as it was written then. */
  readonly reason: string;
  readonly facts: readonly FactUsed[];
  readonly gaps: FactGaps;
  readonly relatives: readonly RelativesRead[];
  /** Of the rule as it was. Records from before fingerprints were kept have none, and no seal. */
  readonly rule?: string;
  /** Of all the rest of the record: what was changed since does not fit it. */
  readonly seal?: string;
}

/** The facts that were asked for and had no value, by the reason why. */
type FactGaps = { readonly [S in FactGap["state"]]?: readonly string[] };

/** What came of judging a record again. */
export interface Replay {
  /** The same rule gives the same answer from the same facts. */
  readonly same: boolean;
  /** Absent where the rule is not there any more. */
  readonly judgement?: Judgement;
  /** In Chinese; empty when it is the same. */
  readonly differences: readonly string[];
}

/** The record of a judgement on a day. */
export function recordOf(policy: Policy, judged: Judgement, on: CivilDate): DecisionRecord {
  const { version, period, verdict, amountFen, reason, facts, gaps, relatives } = judged;
  const rule = versionById(policy, version);
  const record: DecisionRecord = {
    policy: policy.id,
    version,
    on,
    ...(period === undefined ? {} : { period }),
    verdict,
    ...(amountFen === undefined ? {} : { amountFen }),
    reason,
    facts,
    gaps: gapsByState(gaps),
    relatives,
    ...(rule === undefined ? {} : { rule: ruleFingerprint(rule, on) }),
  };
  return { ...record, seal: sealOf(record) };
}

/**
 * Judges a record again by the version that it names, whatever is in force today. The letter is not compared: better
 * words are no other decision.
 */
export function replay(policy: Policy, record: DecisionRecord): Replay {
  const differences: string[] = [];
  if (record.seal !== undefined && record.seal !== sealOf(record)) {
    differences.push("决定记录的内容与封存时不一致，记录被改动过");
  }
  const narrowed = withOnlyVersion(policy, record.version, record.on);
  if (policy.id !== record.policy || narrowed === undefined) {
    differences.push(`找不到决定所依据的规则：${record.policy} 的版本 ${record.version}`);
    return { same: false, differences };
  }
  const rule = versionById(policy, record.version);
  if (rule !== undefined && record.rule !== undefined) {
    if (ruleFingerprint(rule, record.on) !== record.rule)
      differences.push(`版本 ${record.version} 的规则在作出决定之后改动过`);
  }
  const asked = new Set<string>();
  const judgement = judge(narrowed, readingsOfRecord(record, asked), record.on);
  differences.push(...otherAnswers(record, judgement), ...otherFacts(record, judgement, asked));
  return { same: differences.length === 0, judgement, differences };
}

function otherAnswers(record: DecisionRecord, judgement: Judgement): string[] {
  const compared = [
    ["版本", record.version, judgement.version],
    ["结论", record.verdict, judgement.verdict],
    ["金额（分）", record.amountFen, judgement.amountFen],
    ["所属期", record.period, judgement.period],
  ] as const;
  return compared.flatMap(([name, then, now]) =>
    then === now ? [] : [`${name}不同：记录为${then ?? "无"}，重放为${now ?? "无"}`],
  );
}

function otherFacts(
  record: DecisionRecord,
  { facts }: Judgement,
  asked: ReadonlySet<string>,
): string[] {
  const read = new Set(facts.map(({ fact }) => fact));
  const unread = record.facts.filter(({ fact }) => !read.has(fact));
  return [
    ...[...asked].map((fact) => `规则读取了记录中没有的数据：${fact}`),
    ...unread.map(({ fact }) => `规则没有读取记录中的数据：${fact}`),
  ];
}

/** The readings as they were. A fact that the record does not name is put down in `asked`. */
function readingsOfRecord(
  { facts, gaps, relatives, seal }: DecisionRecord,
  asked: Set<string>,
): Readings {
  const readings = new Map<string, FactReading>();
  for (const { fact, value, reportedBy, observedAt } of facts) {
    readings.set(fact, { state: "known", value, reportedBy, observedAt });
  }
  for (const state of ["absent", "missing", "conflict"] as const) {
    for (const fact of gaps[state] ?? []) readings.set(fact, { state });
  }
  const readFrom =
    (prefix: string) =>
    (key: string): FactReading => {
      const reading = readings.get(prefix + key);
      if (reading !== undefined) return reading;
      // Records without a seal do not tell their gaps.
      if (seal === undefined) return { state: gapOf(key) };
      asked.add(prefix + key);
      return { state: "missing" };
    };
  return {
    fact: readFrom(""),
    related(relation) {
      const read = relatives.find((one) => one.relation === relation);
      const members = Array.from({ length: read?.count ?? 0 }, (_, index) => {
        const id = String(index + 1);
        return { id, fact: readFrom(`${relation}[${id}].`) };
      });
      return { members, isComplete: read?.isComplete ?? false };
    },
  };
}

/** What a fact without a value was, where nobody wrote it down: the decision was made, so no register was late. */
function gapOf(key: string): FactGap["state"] {
  const parsed = parseFactName(key);
  return parsed.ok && parsed.definition.absence.means !== "unknown" ? "absent" : "missing";
}

/** The policy as if this version alone had ever been; undefined where there is no such version. */
function withOnlyVersion(policy: Policy, id: string, on: CivilDate): Policy | undefined {
  if (id === "none") return policy;
  if (policy.subject === "person") {
    const version = policy.versions.find((one) => one.id === id);
    return version && { ...policy, versions: [{ ...version, from: on, until: on }] };
  }
  const version = policy.versions.find((one) => one.id === id);
  return version && { ...policy, versions: [{ ...version, from: on, until: on }] };
}

function gapsByState(gaps: readonly FactGap[]): FactGaps {
  const byState: { [S in FactGap["state"]]?: string[] } = {};
  for (const { fact, state } of gaps) (byState[state] ??= []).push(fact);
  return byState;
}

function sealOf({ seal: _, ...record }: DecisionRecord): string {
  return fingerprintOf(record);
}
