import { readCode } from "#shared/codes/read-code.ts";
import { type Credential, readCredential } from "#shared/venue-device/read-credential.ts";
import { answerToBrokenDevice, answerToOther } from "../answers.ts";
import { holdAnswer, showAnswer } from "./answer.ts";
import { check } from "./check.ts";
import type { Desk, Shift } from "./device.ts";
import { find, findInput, tell } from "./elements.ts";
import { showRecords } from "./records.ts";
import { isShown, show } from "./screens.ts";
import { allowSound } from "./sounds.ts";
import { showState } from "./state-line.ts";
import { viewfinder } from "./viewfinder.ts";

const unreadable = "这不是身份证、社保卡上的18位号码，也不是码的文字。请核对后再输入。";
const busy = "正在核验上一位，请稍候再按“核验”。";

export interface Gate {
  /** Shows the screen that is due: whoever has no key or no shift cannot scan. */
  proceed(): void;
  /** The same, for somebody who may be typing: says anew how things stand, and moves on only where a shift is over. */
  refresh(): void;
}

/** From what somebody shows to the answer, and on to the next person. */
export function openGate(desk: Desk): Gate {
  let isBusy = false;
  /** A printed code whose holder somebody has to look at first. */
  let looking: Credential | undefined;
  const finder = viewfinder((text) => {
    if (isShown("scanning")) receive({ type: "suishen-code", value: text });
  });

  const isOver = ({ until }: Shift): boolean => new Date(until) <= desk.time.read().now;

  function refresh(): void {
    if (!isShown("scanning")) return;
    if (desk.shift === undefined || isOver(desk.shift)) proceed();
    else void showState(desk);
  }

  function proceed(): void {
    const { device, shift } = desk;
    find("enrolment-back").hidden = device === undefined;
    if (device === undefined) return show("enrolment");
    if (shift === undefined || isOver(shift)) {
      finder.close();
      tell("shift-venue", `${device.venueName}（设备${device.id}）`);
      return show("shift");
    }
    show("scanning");
    return void showState(desk);
  }

  function receive(credential: Credential): void {
    // One after the other: the answer to the one before would cover this one.
    if (isBusy) return;
    const reading = readCode(credential.value);
    if (!reading.ok || reading.code.class !== "printed") return void judge(credential);
    looking = credential;
    return show("look");
  }

  async function judge(credential: Credential): Promise<void> {
    const { device, shift } = desk;
    if (isBusy) return;
    if (device === undefined || shift === undefined || isOver(shift)) return proceed();
    isBusy = true;
    tell("state-network", "正在核验…");
    try {
      showAnswer(await check(desk, device, shift, credential), proceed);
    } catch (error) {
      console.error(error);
      showAnswer(answerToBrokenDevice(), proceed);
    } finally {
      isBusy = false;
    }
  }

  function typed(event: Event): void {
    event.preventDefault();
    allowSound();
    const field = findInput("typed");
    const credential = readCredential(field.value);
    tell("typed-problem", isBusy ? busy : credential === undefined ? unreadable : "");
    if (isBusy) return;
    if (credential === undefined) return field.select();
    field.value = "";
    return receive(credential);
  }

  /** What a card reader types arrives where it belongs, wherever the focus is; Enter goes on to the next person. */
  function pressed(event: KeyboardEvent): void {
    if (event.target instanceof HTMLInputElement) return;
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const isText = /^[\w:]$/.test(event.key);
    if (isShown("answer") && (isText || event.key === "Enter")) {
      if (!isText) event.preventDefault();
      proceed();
    }
    if (isShown("scanning") && isText) findInput("typed").focus();
  }

  find("typed-form").addEventListener("submit", typed);
  find("camera-start").addEventListener("click", () => {
    allowSound();
    void finder.open();
  });
  find("look-same").addEventListener("click", () => {
    if (looking !== undefined) void judge(looking);
    looking = undefined;
  });
  find("look-other").addEventListener("click", () => showAnswer(answerToOther(), proceed));
  find("answer-next").addEventListener("click", proceed);
  find("answer").addEventListener("click", ({ target }) => {
    if (target !== find("answer-next")) holdAnswer();
  });
  for (const button of document.querySelectorAll("[data-open=records]"))
    button.addEventListener("click", () => {
      show("records");
      void showRecords(desk);
    });
  find("enrol-again").addEventListener("click", () => show("enrolment"));
  find("enrolment-back").addEventListener("click", proceed);
  find("records-back").addEventListener("click", proceed);
  addEventListener("keydown", pressed);
  return { proceed, refresh };
}
