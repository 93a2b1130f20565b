import { formatPlainDay } from "#shared/facts/fact-value.ts";
import { adviceOn } from "./advice.ts";
import { answerText } from "./answer-text.ts";
import { find, make, makeButton } from "./dom.ts";
import { answerLabel, askText, keysRead, nextStep, questionOf, type Step } from "./next-step.ts";
import { questionForm } from "./question-form.ts";
import type { Answer, Trial } from "./trial.ts";

/**
 * The trial in the browser: it asks, judges and answers within the page. It sends nothing and keeps nothing; the answers
 * are gone with the page.
 */
function start(trial: Trial): void {
  const answers = new Map<string, Answer>();

  function proceed(isFirst = false): void {
    const step = nextStep(trial, answers);
    if (step.asks === undefined) showAdvice(step);
    else ask(step.asks, isFirst);
    showGiven(step);
  }

  /** A new question takes the focus, but not from a reader who has just opened the page. */
  function ask(key: string, isFirst = false): void {
    const question = questionOf(trial, key);
    if (question === undefined) return;
    const { element, heading } = questionForm(askText(trial, key, question), question, (answer) => {
      answers.set(key, answer);
      proceed();
    });
    find("trial-advice").hidden = true;
    find("trial-question").replaceChildren(element);
    find("trial-status").textContent = `第${answers.size + (answers.has(key) ? 0 : 1)}题`;
    if (!isFirst) heading.focus();
  }

  function showAdvice(step: Step): void {
    const { verdict, worth, basis, lines, turnsOn, open } = adviceOn(trial, step);
    find("trial-question").replaceChildren();
    for (const one of ["met", "unmet", "unknown"]) find(`trial-${one}`).hidden = one !== verdict;
    find("trial-worth").hidden = worth === undefined;
    fill("trial-amount", worth);
    fill("trial-basis", basis && `按${basis}计算`);
    fill("trial-turns", turnsOn && `其他情况不变的话，到${formatPlainDay(turnsOn)}可能就符合了。`);
    const signs = { met: "✓ 符合：", unmet: "✗ 不符合：", unknown: "？ 不清楚：" };
    find("trial-lines").replaceChildren(
      ...lines.map((line) => make("li", {}, signs[line.verdict] + line.text)),
    );
    find("trial-open").hidden = open.length === 0;
    find("trial-missing").replaceChildren(
      ...open.map(({ label, steward }) => make("li", {}, `${label}：${steward}`)),
    );
    find("trial-status").textContent = "试算结果";
    const advice = find("trial-advice");
    advice.hidden = false;
    // So that it is read out as soon as it has the focus.
    advice.setAttribute("aria-labelledby", `trial-${verdict}`);
    advice.focus();
  }

  /** What was answered and still counts, each to be changed. */
  function showGiven({ judgement }: Step): void {
    const read = keysRead(judgement);
    const rows = [...answers].flatMap(([key, answer]) => {
      const question = questionOf(trial, key);
      if (question === undefined || !read.has(key)) return [];
      const label = answerLabel(trial, key, question);
      const change = makeButton("修改", "outlined", () => ask(key));
      change.setAttribute("aria-label", `修改${label}`);
      return [
        make(
          "div",
          {},
          make("dt", {}, label),
          make("dd", { class: "answer" }, answerText(question, answer), change),
        ),
      ];
    });
    find("trial-given").hidden = rows.length === 0;
    find("trial-answers").replaceChildren(...rows);
  }

  find("trial-again").append(
    makeButton("重新填写", "outlined", () => {
      answers.clear();
      proceed();
    }),
  );
  proceed(true);
  find("trial-waiting").hidden = true;
  find("trial").hidden = false;
}

function fill(id: string, text: string | undefined): void {
  const element = find(id);
  element.textContent = text ?? "";
  element.hidden = text === undefined;
}

/** Guarantee: the page's maker wrote a Trial there, and nothing else. */
function trialIn(text: string | null): Trial {
  return JSON.parse(text ?? "") as Trial;
}

start(trialIn(find("trial-data").textContent));
