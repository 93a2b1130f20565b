import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { NotYet, NotYetItem } from "#shared/contract/not-yet.schema.ts";
import type { Page } from "#shared/web/page.ts";
import { cataloguePage, English } from "../frame.tsx";
import { AwaitedEntry } from "./awaited-entry.tsx";

/** 还没有自动办理的：为什么、什么时候. What is nearest to arriving by itself stands first. */
export function notYetPage({ items, suppressedBelow }: NotYet, on: CivilDate): Page {
  const body = (
    <>
      <h1>还没有自动办理的：为什么、什么时候</h1>
      <p>
        这些政策还要您自己申请，或者只在一部分地方自动办理。下面写明卡在哪里、由谁解决、预计什么时候，现在到哪里办。
      </p>
      <English>
        What does not arrive by itself yet: why, who can settle it, when, and where to apply
        meanwhile.
      </English>
      {items.length === 0 ? <p>没有了：目录里的政策都已经自动办理。</p> : null}
      {groups.map(({ title, holds }) => (
        <Group title={title} items={items.filter(holds)} />
      ))}
      <p class="small quiet">
        受影响的人数是系统测算的；不到{suppressedBelow}的不公布具体数字，这是为了不让人认出是谁。
        <a href="/v1/not-yet">供程序使用的数据（JSON）</a>
      </p>
    </>
  );
  return cataloguePage({ title: "还没有自动办理的", body }, on);
}

const groups: readonly { title: string; holds: (item: NotYetItem) => boolean }[] = [
  { title: "正在试点", holds: ({ status }) => status === "pilot" },
  { title: "已经暂停", holds: ({ status }) => status === "paused" },
  { title: "条件成熟，等待启动", holds: ({ status }) => status === "ready" },
  {
    title: "还有问题要解决",
    holds: ({ status, mode }) => status === "listed" && mode !== "application",
  },
  { title: "只能由人判断", holds: ({ mode }) => mode === "application" },
];

function Group({ title, items }: { title: string; items: readonly NotYetItem[] }) {
  if (items.length === 0) return null;
  return (
    <>
      <h2>
        {title}（{items.length}项）
      </h2>
      <ul class="cards">
        {items.map((item) => (
          <AwaitedEntry item={item} />
        ))}
      </ul>
    </>
  );
}
