import type { Child } from "hono/jsx";
import type { Page } from "#shared/web/page.ts";
import { scriptIntegrity, scriptPath } from "./script-address.ts";
import { iconPath, manifestPath } from "./static-files.ts";
import { venueStyle } from "./style.ts";
import { speaker } from "./words.ts";

/**
 * Every screen of a venue's device in one page, so that it opens without a network; the script shows one at a time.
 * Whoever is at the gate holds it in one hand: what is pressed lies at the bottom.
 */
export const venuePage: Page = {
  title: "扫码核验",
  speaker,
  isPassing: true,
  installed: {
    script: { path: scriptPath, integrity: scriptIntegrity },
    manifest: manifestPath,
    icon: iconPath,
    style: venueStyle,
  },
  body: (
    <>
      <noscript>
        <h1>扫码核验</h1>
        <p>这个页面要用脚本打开摄像头，请在浏览器里允许脚本。也可以按普通渠道接待。</p>
      </noscript>
      <Starting />
      <Enrolment />
      <ShiftStart />
      <Scanning />
      <SecondLook />
      <Answer />
      <Records />
    </>
  ),
};

/** One screen; only the script takes `hidden` away. Its heading takes the focus when it comes. */
function Screen({ name, title, children }: { name: string; title: string; children: Child }) {
  return (
    <section id={name} class="screen" aria-labelledby={`${name}-title`} hidden>
      <h1 id={`${name}-title`} tabindex={-1}>
        {title}
      </h1>
      {children}
    </section>
  );
}

function English({ children }: { children: Child }) {
  return (
    <p class="english" lang="en">
      {children}
    </p>
  );
}

function Starting() {
  return (
    <Screen name="starting" title="正在打开">
      <p>几秒钟就好。</p>
      <English>Opening…</English>
    </Screen>
  );
}

function Enrolment() {
  return (
    <Screen name="enrolment" title="登记这台设备">
      <p>请输入一次性登记码。登记码由场所的管理部门两人批准后发给，只能用一次。</p>
      <English>Enter the one-time enrolment code that was issued for this device.</English>
      <form id="enrolment-form">
        <label class="field" for="enrolment-code">
          登记码
        </label>
        <input
          class="code"
          type="text"
          id="enrolment-code"
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          aria-describedby="enrolment-problem"
          required
        />
        <p id="enrolment-problem" class="problem" role="alert"></p>
        <div class="actions">
          <button class="button" type="submit">
            登记
          </button>
          <button id="enrolment-back" class="button outlined" type="button">
            返回
          </button>
        </div>
      </form>
      <p class="small quiet">钥匙只存在这台设备里，导不出来。设备丢失的，请管理部门停用它。</p>
    </Screen>
  );
}

function ShiftStart() {
  return (
    <Screen name="shift" title="上岗签到">
      <p>
        <span id="shift-venue"></span>
      </p>
      <p>上岗的人用本人的账号签到，一次管一班，最长十二小时；其间没有网络也可以核验。</p>
      <English>Sign in for your shift: up to twelve hours, offline too.</English>
      <p id="shift-problem" class="problem" role="alert"></p>
      <div class="actions">
        <a class="button" href="/venue/sign-in">
          签到
        </a>
      </div>
      <WaitingScans />
    </Screen>
  );
}

/** Scans that were kept do not wait for somebody's shift. */
function WaitingScans() {
  return (
    <p>
      <button class="button outlined" type="button" data-open="records">
        核验记录
      </button>
    </p>
  );
}

function Scanning() {
  return (
    <Screen name="scanning" title="请出示随申码">
      <div class="state" role="status">
        <span id="state-network"></span>
        <span id="state-operator"></span>
        <span id="state-waiting"></span>
      </div>
      <p id="clock-warning" class="problem" role="alert"></p>
      <div class="finder">
        <video id="camera" muted playsinline aria-label="摄像头画面"></video>
        <div id="camera-off" class="camera-off">
          <p id="camera-problem">对准对方的随申码，自动核验。</p>
          <button id="camera-start" class="button" type="button">
            开始扫码
          </button>
        </div>
      </div>
      <form id="typed-form" class="typed">
        <label class="field" for="typed">
          读卡或者输入
          <span class="small quiet">身份证、社保卡上的18位号码，或者码的文字</span>
        </label>
        <div class="parts">
          <input
            class="code"
            type="text"
            id="typed"
            autocomplete="off"
            autocapitalize="characters"
            spellcheck={false}
            aria-describedby="typed-problem"
          />
          <button class="button" type="submit">
            核验
          </button>
        </div>
        <p id="typed-problem" class="problem" role="alert"></p>
      </form>
      <div class="corner">
        <button class="button outlined" type="button" data-open="records">
          核验记录
        </button>
        <button id="sign-out" class="button outlined" type="button">
          下岗
        </button>
      </div>
    </Screen>
  );
}

function SecondLook() {
  return (
    <Screen name="look" title="请看人和证件">
      <p>这是印制的离线码，不会变化。请看一看：</p>
      <ul>
        <li>出示的人，和证件照片是不是同一个人</li>
        <li>证件上的姓名，和码上印的姓名是不是一样</li>
      </ul>
      <English>
        A printed code: compare the face with the card, and the names, before you go on.
      </English>
      <div class="actions bottom">
        <button id="look-same" class="button" type="button">
          是本人，核验
        </button>
        <button id="look-other" class="button outlined" type="button">
          不是，或者没有证件
        </button>
      </div>
    </Screen>
  );
}

const signs = {
  granted: "M4 12.5 9.5 18 20 7",
  refused: "M5 5 19 19M19 5 5 19",
  unknown: "M8.5 9a3.5 3.5 0 1 1 5 3.2c-1 .6-1.5 1.2-1.5 2.3M12 18v.5",
  used: "M20 12a8 8 0 1 1-2.4-5.7L20 8.5M20 3.5v5h-5",
  clock: "M12 6v6l4 3M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20",
} as const;

function Answer() {
  return (
    <section id="answer" class="screen" role="alertdialog" aria-labelledby="answer-title" hidden>
      <div class="head">
        <div class="sign" aria-hidden="true">
          {Object.entries(signs).map(([kind, path]) => (
            <svg viewBox="0 0 24 24" data-sign={kind}>
              <path
                d={path}
                fill="none"
                stroke="currentColor"
                stroke-width="2.6"
                stroke-linecap="round"
                stroke-linejoin="round"
              />
            </svg>
          ))}
        </div>
        <h1 id="answer-title" tabindex={-1}>
          <span id="answer-word"></span>
          <span id="answer-english" class="english" lang="en"></span>
        </h1>
      </div>
      <div>
        <p id="answer-benefit" class="benefit"></p>
        <p id="answer-advice"></p>
        <dl id="answer-facts"></dl>
      </div>
      <div class="actions bottom">
        <button id="answer-next" class="button" type="button">
          下一位
        </button>
        <p id="answer-timer" class="small quiet"></p>
      </div>
    </section>
  );
}

function Records() {
  return (
    <Screen name="records" title="核验记录">
      <p id="records-summary" role="status"></p>
      <ul id="records-list" class="rows"></ul>
      <details>
        <summary>这台设备</summary>
        <dl id="device-facts"></dl>
        <button id="enrol-again" class="button outlined" type="button">
          重新登记这台设备
        </button>
      </details>
      <div class="actions bottom">
        <button id="records-send" class="button" type="button">
          现在上报
        </button>
        <button id="records-back" class="button outlined" type="button">
          返回
        </button>
      </div>
    </Screen>
  );
}
