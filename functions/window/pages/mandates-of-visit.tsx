import { civilDate } from "#shared/calendar/civil-date.ts";
import { formatDay } from "#shared/calendar/format.ts";
import { Actions, SubmitButton } from "#shared/web/components/buttons.tsx";
import { Tick } from "./counter.page.tsx";
import type { ToldVisit } from "./views.ts";

const kinds = { voluntary: "委托", parent: "父母", court: "法院指定的监护人" } as const;

/** For whom the person decides, by whom the person is decided for, and how messages are answered. */
export function Mandates({ visit, form }: { visit: ToldVisit; form: string }) {
  const { held, given, answersBySms } = visit;
  const base = `/window/visits/${visit.visit}`;
  const until = (day: string): string => formatDay(civilDate(day));
  return (
    <>
      {held.map(({ mandate, grantor, kind, until: last }) => (
        <section>
          <h2>可以代{grantor ?? "另一人"}办理</h2>
          <p>
            {kinds[kind]}，到{until(last)}。
          </p>
          <form method="post" action={`${base}/mandates/${mandate}/visits`}>
            <input type="hidden" name="form" value={form} />
            <SubmitButton outlined>代{grantor ?? "另一人"}办理</SubmitButton>
          </form>
          <form method="post" action={`${base}/mandates/${mandate}/end`}>
            <input type="hidden" name="form" value={form} />
            <SubmitButton outlined>不再代办</SubmitButton>
          </form>
        </section>
      ))}
      {given
        .filter(({ standing }) => standing === "in-force")
        .map(({ mandate, agent, kind, until: last }) => (
          <section>
            <h2>已委托{agent ?? "代办人"}</h2>
            <p>
              {kinds[kind]}，到{until(last)}。
            </p>
            {kind === "voluntary" ? (
              <form method="post" action={`${base}/mandates/${mandate}/end`}>
                <input type="hidden" name="form" value={form} />
                <SubmitButton outlined>撤销委托</SubmitButton>
              </form>
            ) : null}
          </section>
        ))}
      <details>
        <summary>登记委托（代办人也到场）</summary>
        <form method="post" action={`${base}/mandates`}>
          <input type="hidden" name="form" value={form} />
          <NumberField id="agent">代办人的证件号码</NumberField>
          <Tick id="agentCardSeen">我已经核对：代办人到场，证件是原件，本人愿意委托一年</Tick>
          <Actions>
            <SubmitButton>登记委托一年</SubmitButton>
          </Actions>
        </form>
      </details>
      <details>
        <summary>登记监护（代孩子或者被监护人办理）</summary>
        <form method="post" action={`${base}/guardianships`}>
          <input type="hidden" name="form" value={form} />
          <NumberField id="ward">孩子或者被监护人的证件号码</NumberField>
          <label class="field" for="kind">
            凭什么
          </label>
          <select id="kind" name="kind">
            <option value="parent">是未满18周岁孩子的父母（以登记为准）</option>
            <option value="court">法院判决或者指定（已看过文书，登记一年）</option>
          </select>
          <Actions>
            <SubmitButton>登记监护</SubmitButton>
          </Actions>
        </form>
      </details>
      <form method="post" action={`${base}/sms-replies`}>
        <input type="hidden" name="form" value={form} />
        <input type="hidden" name="wanted" value={answersBySms === true ? "no" : "yes"} />
        <SubmitButton outlined>
          {answersBySms === true ? "取消“用短信回复确认”" : "没有智能手机，以后用短信回复确认"}
        </SubmitButton>
      </form>
    </>
  );
}

function NumberField({ id, children }: { id: string; children: string }) {
  return (
    <>
      <label class="field" for={id}>
        {children}
      </label>
      <input
        class="code"
        type="text"
        id={id}
        name={id}
        required
        maxlength={18}
        autocomplete="off"
      />
    </>
  );
}
