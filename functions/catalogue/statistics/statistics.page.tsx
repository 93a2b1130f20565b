import type { CivilDate } from "#shared/calendar/civil-date.ts";
import type { Statistics } from "#shared/contract/statistics.schema.ts";
import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { Notice } from "#shared/web/components/notice.tsx";
import type { Page } from "#shared/web/page.ts";
import { cataloguePage, English } from "../frame.tsx";
import { CatalogueCounts } from "./catalogue-counts.tsx";
import { Audits } from "./audits.tsx";
import { Delays } from "./delays.tsx";
import { OfSubjects } from "./of-subjects.tsx";

/** What is automatic, whom it reached, and how fast; for everybody. */
export function statisticsPage(statistics: Statistics, on: CivilDate): Page {
  const { suppressedBelow, measuredOn, catalogue, people, organisations, delays, audits } =
    statistics;
  const body = (
    <>
      <h1>统计</h1>
      <p>哪些政策已经免申即享，多少人、多少单位享受到了，从符合条件到收到款项要几天。</p>
      <English>
        What arrives without an application, whom it reached, and how many days it took.
      </English>
      <h2>免申即享的政策</h2>
      <CatalogueCounts catalogue={catalogue} />
      {measuredOn === undefined ? (
        <>
          <h2>享受的人和单位</h2>
          <Notice kind="note" title="还没有统计过">
            <p>每天夜里统计一次。第一次统计完成以后，这里才有数字。</p>
          </Notice>
        </>
      ) : (
        <>
          <OfSubjects
            title="享受的个人"
            unit="人"
            statistics={people}
            empty="还没有统计过面向个人的政策。"
          />
          <OfSubjects
            title="享受的企业和其他组织"
            unit="户"
            statistics={organisations}
            empty="还没有统计过面向企业和其他组织的政策。"
          />
          <h2>说明</h2>
          <p>
            数字统计到{formatPlainDay(measuredOn)}，从开始实行算起。
            同时享受几项政策的，在合计里按项计算。地区按户籍所在区，单位按登记所在区。
            天数是中位数：一半的款项在这些天以内到账。
          </p>
          <p>
            “不公布”的，是人数不到{suppressedBelow}的，或者公布以后可以推算出别的不到
            {suppressedBelow}的。这是为了不让人认出是谁。
          </p>
          <English>
            “不公布” stands for groups of fewer than {suppressedBelow}, and for those that would
            give them away.
          </English>
        </>
      )}
      <Audits audits={audits} />
      <Delays delays={delays} />
      <p>
        <a href="/v1/statistics">供程序使用的数据（JSON）</a>
      </p>
    </>
  );
  return cataloguePage({ title: "统计", body }, on);
}
