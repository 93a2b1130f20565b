import type { Page } from "#shared/web/page.ts";
import { SubmitButton } from "#shared/web/components/buttons.tsx";
import { Facts } from "#shared/web/components/facts.tsx";
import { Notice } from "#shared/web/components/notice.tsx";
import { formatInstant } from "#shared/web/format-instant.ts";
import { fen, formatYuan } from "#shared/money/fen.ts";
import type { Done } from "./done.ts";
import { FaultsForm } from "./faults-form.tsx";
import type { Faults } from "./faults.ts";
import { InstructionCards } from "./instruction-cards.tsx";
import { MessageCards } from "./message-cards.tsx";
import type { ReceivedInstruction, ReceivedMessage } from "./received.ts";
import { SigningAdvice } from "./signing-advice.tsx";
import { type Tablet, VenueDevices } from "./venue-devices.tsx";

export interface SandboxState {
  readonly now: Date;
  readonly machineTime: Date;
  readonly counts: {
    readonly messages: number;
    readonly instructions: number;
    readonly amountFen: number;
  };
  /** The newest of each title, the newest first. */
  readonly byTitle: readonly ReceivedMessage[];
  /** The newest, in the order of arrival. */
  readonly messages: readonly ReceivedMessage[];
  readonly instructions: readonly ReceivedInstruction[];
  readonly faults: Faults;
  readonly origin: string;
  /** Phones and tablets that make themselves known by a code. */
  readonly tablets: readonly Tablet[];
}

/** What the outside world received, and the outside world's buttons. */
export function sandboxPage(state: SandboxState, done: Done | undefined): Page {
  const { now, machineTime, counts, byTitle, messages, instructions, faults } = state;
  return {
    title: "沙箱",
    speaker: "沙箱：外面的世界",
    homeHref: "/",
    body: (
      <>
        <h1>外面的世界收到了什么</h1>
        <p class="quiet">
          这一页只在本机存在，代替短信网关、付款部门、身份认证和时钟。人、企业和号码都是虚构的。
        </p>
        {done === undefined ? null : <Notice kind={done.kind} title={done.title} />}
        <Facts
          facts={[
            {
              label: "消息",
              value: <span class="number">{counts.messages.toLocaleString("en-US")} 条</span>,
            },
            {
              label: "兑现指令",
              value: (
                <span class="number">
                  {counts.instructions.toLocaleString("en-US")} 条，共{" "}
                  {formatYuan(fen(counts.amountFen))}
                </span>
              ),
            },
            { label: "现在", value: <Clock now={now} machineTime={machineTime} /> },
          ]}
        />

        <h2>时间</h2>
        <p>部门每天报送登记完整性，系统每分钟检查到期事项。调好时钟后运行一轮，就像过了那么久。</p>
        <div class="actions row">
          <form method="post" action="/sandbox/actions/tick">
            <SubmitButton>运行一轮例行工作</SubmitButton>
          </form>
        </div>
        <div class="actions row">
          <ClockButton move="1">往后一天</ClockButton>
          <ClockButton move="30">往后三十天</ClockButton>
          <ClockButton move="back">回到真实时间</ClockButton>
        </div>

        <h2>每类消息的最新一条</h2>
        <MessageCards messages={byTitle} />
        {messages.length === 0 ? null : (
          <details>
            <summary>最新 {messages.length} 条消息</summary>
            <div>
              <MessageCards messages={messages.toReversed()} />
            </div>
          </details>
        )}
        <p class="small">
          全部消息：<a href="/sandbox/messages">/sandbox/messages</a>；以示例身份登录：
          <a href="/me">/me</a>
        </p>

        <h2>最新的兑现指令</h2>
        <InstructionCards instructions={instructions.toReversed()} />
        <p class="small">
          全部指令：<a href="/sandbox/instructions">/sandbox/instructions</a>
        </p>

        <h2>一网通办平台收到的办件</h2>
        <p class="small">
          每件的每个环节：<a href="/sandbox/cases">/sandbox/cases</a>
        </p>

        <h2>场所</h2>
        <VenueDevices tablets={state.tablets} />

        <h2>故障</h2>
        <FaultsForm faults={faults} />

        <h2>自己动手</h2>
        <SigningAdvice origin={state.origin} />
      </>
    ),
  };
}

function Clock({ now, machineTime }: { now: Date; machineTime: Date }) {
  const days = Math.round((now.getTime() - machineTime.getTime()) / 86_400_000);
  return (
    <>
      <p>{formatInstant(now)}</p>
      {days === 0 ? null : (
        <p class="small quiet">
          比真实时间{days > 0 ? "快" : "慢"} {Math.abs(days)} 天
        </p>
      )}
    </>
  );
}

function ClockButton({ move, children }: { move: string; children: string }) {
  return (
    <form method="post" action="/sandbox/actions/clock">
      <input type="hidden" name="move" value={move} />
      <SubmitButton outlined>{children}</SubmitButton>
    </form>
  );
}
