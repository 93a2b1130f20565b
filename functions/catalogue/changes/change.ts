import { startOfShanghaiDay } from "#shared/calendar/shanghai.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { stageInWords, stageName } from "../stage-words.ts";
import type { Entry } from "../entry.ts";
import type { Lives } from "../life.ts";
import { modeNames } from "../words.ts";

/** Something that became otherwise in the catalogue. */
export interface Change {
  /** The policy, and what of it: stays the same for ever. */
  readonly policy: string;
  readonly fragment: string;
  readonly at: Date;
  readonly title: string;
  readonly text: string;
}

/** So many are told. */
const most = 200;

/** The first days of versions that have come, and the stages entered, the newest first. */
export function changesOf(entries: readonly Entry[], lives: Lives, now: Date): Change[] {
  return entries
    .flatMap((entry) => [...beginnings(entry), ...stagesEntered(entry, lives)])
    .filter(({ at }) => at <= now)
    .toSorted((a, b) => b.at.getTime() - a.at.getTime() || (a.policy < b.policy ? -1 : 1))
    .slice(0, most);
}

function beginnings(entry: Entry): Change[] {
  const { id, title } = entry.policy;
  const begun =
    entry.judgedBy === "rule"
      ? entry.policy.versions
      : [{ ...entry.policy, id: "listed", mode: "application" as const }];
  return begun.map(({ id: version, from, mode, status, amountInWords, source }) => ({
    policy: id,
    fragment: `version-${version}`,
    at: startOfShanghaiDay(from),
    title: `${title}：${formatPlainDay(from)}起施行${status === "sample" ? "（示例）" : ""}`,
    text: `${modeNames[mode]}。${amountInWords}。依据：${source.document}`,
  }));
}

/** A stage without an instant on record, from before stages were kept, was no change that anybody could follow. */
function stagesEntered(entry: Entry, lives: Lives): Change[] {
  if (entry.judgedBy === "people") return [];
  const { policy } = entry;
  return (lives.get(policy.id) ?? [])
    .filter(({ sinceAt }) => sinceAt > 0)
    .map((stage) => ({
      policy: policy.id,
      fragment: `stage-${stage.number}`,
      at: new Date(stage.sinceAt),
      title: `${policy.title}：${stageName(stage.stage, policy)}`,
      text: stageInWords(stage, policy),
    }));
}
