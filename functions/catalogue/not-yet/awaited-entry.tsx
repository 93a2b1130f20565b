import type { NotYetItem, ObstacleToTell } from "#shared/contract/not-yet.schema.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { departmentNames } from "#shared/identity/departments.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import { leadName, placeName } from "../words.ts";

/** So many obstacles stand on the page by themselves; the others are folded. */
const shownAtOnce = 3;

/** What no data would mend comes first. */
const order: readonly ObstacleToTell["kind"][] = [
  "document",
  "amount",
  "beneficiaries",
  "ground",
  "adverse-effects",
  "data",
  "evidence",
  "hand-judged",
];

/** What is in the way of all first. That nobody has measured is said once, and not of every fact. */
function sorted(obstacles: readonly ObstacleToTell[]): ObstacleToTell[] {
  const rank = ({ kind, isBlocking }: ObstacleToTell) =>
    order.indexOf(kind) + (isBlocking ? 0 : order.length);
  return obstacles
    .filter(({ kind, freed, fact }) => {
      const isFigure = fact?.startsWith("parameter:") === true;
      return kind !== "evidence" || freed !== undefined || isFigure;
    })
    .toSorted((a, b) => rank(a) - rank(b));
}

/** One entry: what stands in the way, who can settle it, when, and where to apply meanwhile. */
export function AwaitedEntry({ item }: { item: NotYetItem }) {
  const obstacles = sorted(item.obstacles);
  const folded = obstacles.slice(shownAtOnce);
  const { text, url } = item.ordinaryChannel;
  return (
    <li>
      <h3>
        <a href={`/policies/${item.policy}`}>{item.title}</a>
      </h3>
      <p class="english" lang="en">
        {item.titleEn}
      </p>
      <p class="small quiet">
        {leadName(item)} · {placeName(item)}
      </p>
      {item.mode === "application" ? null : <p>{item.statusInWords}</p>}
      <Obstacles obstacles={obstacles.slice(0, shownAtOnce)} item={item} />
      {folded.length === 0 ? null : (
        <details>
          <summary>还有{folded.length}个问题</summary>
          <Obstacles obstacles={folded} item={item} />
        </details>
      )}
      <p>现在办理：{url === undefined ? text : <a href={url}>{text}</a>}。</p>
    </li>
  );
}

function Obstacles({
  obstacles,
  item,
}: {
  obstacles: readonly ObstacleToTell[];
  item: NotYetItem;
}) {
  if (obstacles.length === 0) return null;
  return (
    <ul>
      {obstacles.map((obstacle) => (
        <li>
          {obstacle.text}
          <span class="small quiet aside">{furtherOf(obstacle, item).join("；")}。</span>
        </li>
      ))}
    </ul>
  );
}

/** Who, for how many, when. */
function furtherOf(obstacle: ObstacleToTell, { mode, subject }: NotYetItem): string[] {
  const { department, freed, isBlocking, expectedOn, plan } = obstacle;
  const unit = subject === "person" ? "人" : "户";
  return [
    `责任部门：${departmentNames[department]}`,
    ...(freed === undefined ? [] : freedInWords(freed, unit)),
    ...(isBlocking ? [] : ["只影响一部分"]),
    expectedOn === undefined
      ? mode === "application"
        ? "暂时没有自动办理的打算"
        : "还没有给出解决的时间"
      : `预计${formatPlainDay(expectedOn)}前解决`,
    ...(plan === undefined || plan === "" ? [] : [`说明：${plan.replace(/。$/, "")}`]),
  ];
}

function freedInWords(
  { subjects, amountFen, isEstimated }: NonNullable<ObstacleToTell["freed"]>,
  unit: string,
): string[] {
  if (subjects === 0) return [];
  const about = isEstimated ? "约" : "";
  if (subjects === null) return [`解决以后受益的不到5${unit}`];
  const amount =
    amountFen === null || amountFen === 0 ? "" : `，每期${about}${formatYuan(fen(amountFen))}`;
  return [`解决以后${about}${subjects}${unit}受益${amount}`];
}
