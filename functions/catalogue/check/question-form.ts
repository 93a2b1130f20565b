import { make, makeButton, type PageElement } from "./dom.ts";
import { readCode, readDay, readNumber, type ReadAnswer } from "./read-answer.ts";
import type { Answer, AnswerForm, Option, Question } from "./trial.ts";

/** So many options are buttons; more are a list to choose from. */
const mostButtons = 7;

/** A question as the page asks it. Its heading takes the focus, so that it is read out when it appears. */
export function questionForm(
  text: string,
  { form, hint, none }: Question,
  give: (answer: Answer) => void,
): { readonly element: PageElement; readonly heading: PageElement } {
  const heading = make("h2", { tabindex: "-1", id: "question" }, text);
  const hints = hint === undefined ? [] : [make("p", { class: "quiet", id: "hint" }, hint)];
  const absent =
    none === undefined ? [] : [makeButton(none, "outlined", () => give({ state: "absent" }))];
  const unclear = makeButton("不清楚", "outlined", () => give({ state: "unclear" }));
  const { fields, read } = fieldsFor(form, give);
  const next =
    read === undefined ? [] : [make("button", { type: "submit", class: "button" }, "下一步")];
  const problem = make("p", { role: "alert", class: "wrong" });
  const element = make(
    "form",
    { autocomplete: "off", novalidate: "", "aria-labelledby": "question" },
    heading,
    ...hints,
    problem,
    ...fields,
    make("div", { class: "actions" }, ...next, ...absent, unclear),
  );
  element.addEventListener("submit", (event) => {
    event.preventDefault();
    const answer = read?.();
    if (answer?.ok === true) give(answer.answer);
    else if (answer !== undefined) problem.textContent = answer.problem;
  });
  return { element, heading };
}

interface Fields {
  readonly fields: readonly PageElement[];
  /** Undefined where a press of a button is the answer. */
  readonly read?: () => ReadAnswer;
}

function fieldsFor(form: AnswerForm, give: (answer: Answer) => void): Fields {
  switch (form.kind) {
    case "choice":
      return form.options.length > mostButtons
        ? listOf(form.options)
        : {
            fields: [
              make(
                "div",
                { class: "actions" },
                ...form.options.map(([label, value]) =>
                  makeButton(label, "", () => give(chosen(value))),
                ),
              ),
            ],
          };
    case "date": {
      const [year, month, day] = [typed("4"), typed("2"), typed("2")] as const;
      return {
        fields: [
          make(
            "div",
            { class: "parts", role: "group", "aria-labelledby": "question" },
            labelled("年", year),
            labelled("月", month),
            labelled("日", day),
          ),
        ],
        read: () => readDay(year.value, month.value, day.value),
      };
    }
    case "number": {
      const field = typed("14", form.isMoney ? "decimal" : "numeric");
      return {
        fields: [labelled(form.unit === "" ? "填数字" : `填数字（${form.unit}）`, field)],
        read: () => readNumber(field.value, form),
      };
    }
    case "code": {
      const field = typed("8", "text");
      return { fields: [labelled("代码", field)], read: () => readCode(field.value, form) };
    }
  }
  return form satisfies never;
}

function listOf(options: readonly Option[]): Fields {
  const list = make(
    "select",
    { "aria-labelledby": "question" },
    make("option", { value: "" }, "请选择"),
    ...options.map(([label], index) => make("option", { value: String(index) }, label)),
  );
  return {
    fields: [list],
    read() {
      const option = list.value === "" ? undefined : options[Number(list.value)];
      return option === undefined
        ? { ok: false, problem: "请从列表中选一项。" }
        : { ok: true, answer: chosen(option[1]) };
    },
  };
}

function chosen(value: Option[1]): Answer {
  return value === null ? { state: "absent" } : { state: "known", value };
}

/** A field without a name: not even a form that went astray could send it. */
function typed(length: string, mode = "numeric"): PageElement {
  return make("input", { type: "text", inputmode: mode, maxlength: length, autocomplete: "off" });
}

function labelled(text: string, field: PageElement): PageElement {
  return make("label", { class: "field" }, text, field);
}
