import type { Dev } from "./dev-harness.ts";

/** An offer as a browser without script holds it: the cookie, the page and the handle of its form. */
export interface OpenOffer {
  readonly cookie: string;
  readonly page: string;
  readonly handle: string;
}

/** Opens an offer by the code of its link, as the page's form posts it. */
export async function openOffer(
  dev: Pick<Dev, "fetch">,
  link: string,
  token?: string,
): Promise<OpenOffer> {
  const code = new URL(link).hash.slice(1);
  const response = await dev.fetch("/c", form({ code }, authorised(token)));
  const page = await response.text();
  const cookie = (response.headers.get("set-cookie") ?? "").split(";")[0] ?? "";
  return { cookie, page, handle: handleOf(page) };
}

/** The hidden field that ties a form to its offer; empty where the page has no such form. */
export function handleOf(page: string): string {
  return /name="handle" value="([^"]+)"/.exec(page)?.[1] ?? "";
}

/** Decides, as the two buttons do: waiving asks once more, so its handle comes from the page that asks. */
export async function decide(
  dev: Pick<Dev, "fetch">,
  offer: OpenOffer,
  decision: "confirm" | "waive",
  token?: string,
): Promise<Response> {
  const headers = { cookie: offer.cookie, ...authorised(token) };
  if (decision === "confirm" && offer.handle !== "")
    return dev.fetch("/c/decision", form({ decision, handle: offer.handle }, headers));
  const asked = await dev.fetch("/c/waive", { headers });
  // What cannot be waived is refused before it is asked.
  if (asked.status !== 200) return asked;
  const handle = handleOf(await asked.text());
  return dev.fetch("/c/decision", form({ decision, handle }, headers));
}

/** The receipt's page and the number on it. */
export async function readReceipt(
  dev: Pick<Dev, "fetch">,
  offer: OpenOffer,
): Promise<{ page: string; number: string }> {
  const page = await (await dev.fetch("/c/receipt", { headers: { cookie: offer.cookie } })).text();
  return { page, number: /class="number">([A-Z2-7]+)</.exec(page)?.[1] ?? "" };
}

/** A request as a form sends it; plain, so that every fetch of this machine takes it. */
export interface SentForm {
  method: "POST";
  headers: Record<string, string>;
  body: string;
}

export function form(
  fields: Record<string, string>,
  headers: Record<string, string> = {},
): SentForm {
  return {
    method: "POST",
    headers: {
      "content-type": "application/x-www-form-urlencoded",
      "sec-fetch-site": "same-origin",
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  };
}

function authorised(token: string | undefined): Record<string, string> {
  return token === undefined ? {} : { authorization: `Bearer ${token}` };
}
