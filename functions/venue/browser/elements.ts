/** An element of the page as the server sent it. Throws when there is none. */
export function find(id: string): HTMLElement {
  const element = document.getElementById(id);
  if (element === null) throw new Error(`the page has no #${id}`);
  return element;
}

export function findInput(id: string): HTMLInputElement {
  const element = find(id);
  if (!(element instanceof HTMLInputElement)) throw new Error(`#${id} is no input`);
  return element;
}

export function findVideo(id: string): HTMLVideoElement {
  const element = find(id);
  if (!(element instanceof HTMLVideoElement)) throw new Error(`#${id} is no video`);
  return element;
}

/** Texts stay texts: nothing that was scanned ever becomes markup. */
export function tell(id: string, text: string): void {
  const element = find(id);
  // What says the same again is not read out again.
  if (element.textContent !== text) element.textContent = text;
}

/** One line of a list of facts. */
export function fact(label: string, value: string): HTMLElement {
  const [line, term, description] = ["div", "dt", "dd"].map((tag) => document.createElement(tag));
  if (line === undefined || term === undefined || description === undefined)
    throw new Error("no element was made");
  term.textContent = label;
  description.textContent = value;
  line.append(term, description);
  return line;
}
