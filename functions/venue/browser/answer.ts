import { type Answer, answerWords, secondsShown } from "../answers.ts";
import { fact, find, tell } from "./elements.ts";
import { isShown, show } from "./screens.ts";
import { signal } from "./sounds.ts";

let timer: ReturnType<typeof setInterval> | undefined;

/** Shows an answer, sounds it, and goes on by itself; who touches the screen keeps it. */
export function showAnswer(answer: Answer, next: () => void): void {
  const { kind, benefit = "", advice = "", facts } = answer;
  find("answer").dataset["kind"] = kind;
  tell("answer-word", answerWords[kind].zh);
  tell("answer-english", answerWords[kind].en);
  tell("answer-benefit", benefit);
  tell("answer-advice", advice);
  find("answer-facts").replaceChildren(...facts.map(([label, value]) => fact(label, value)));
  show("answer");
  signal(kind);
  countDown(secondsShown[kind], next);
}

function countDown(seconds: number, next: () => void): void {
  clearInterval(timer);
  let left: number = seconds;
  const say = (): void => tell("answer-timer", `${left}秒后自动继续，点一下屏幕可以停住`);
  say();
  timer = setInterval(() => {
    left -= 1;
    if (!isShown("answer")) clearInterval(timer);
    else if (left > 0) say();
    else next();
  }, 1000);
}

/** Somebody wants to read on. */
export function holdAnswer(): void {
  clearInterval(timer);
  tell("answer-timer", "已经停住，看完点“下一位”");
}
