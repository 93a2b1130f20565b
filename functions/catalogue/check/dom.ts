/** The little of a page that the trial needs; the Worker's own types know no page. */
export interface PageElement {
  hidden: boolean;
  textContent: string | null;
  value: string;
  append(...children: readonly (PageElement | string)[]): void;
  replaceChildren(...children: readonly (PageElement | string)[]): void;
  setAttribute(name: string, value: string): void;
  addEventListener(type: string, listener: (event: { preventDefault(): void }) => void): void;
  focus(): void;
}

declare const document: {
  createElement(tag: string): PageElement;
  getElementById(id: string): PageElement | null;
};

/** Makes an element. Texts stay texts: nothing that was typed ever becomes markup. */
export function make(
  tag: string,
  attributes: Readonly<Record<string, string>>,
  ...children: readonly (PageElement | string)[]
): PageElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** An element of the page as the server sent it. Throws when there is none. */
export function find(id: string): PageElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}

export function makeButton(text: string, kind: "" | "outlined", press: () => void): PageElement {
  const button = make("button", { type: "button", class: `button ${kind}` }, text);
  button.addEventListener("click", press);
  return button;
}
