import type { SubjectReference } from "#shared/identity/subject.ts";
import {
  type IdentityProvider,
  type ProviderOptions,
  startIdentityProvider,
} from "../../functions/sandbox/identity/identity-provider.command.ts";
import { clientId } from "../../functions/sandbox/start/secrets.command.ts";
import type { Dev } from "./dev-harness.ts";
import { form } from "./browserless.ts";

/** Gives `startDev` the certified provider on a loopback port of its own; `around` may spoil its answers. */
export function withIdentities(around?: NonNullable<ProviderOptions["around"]>) {
  return async (
    origin: string,
    secrets: Readonly<Record<string, string>>,
  ): Promise<IdentityProvider> =>
    startIdentityProvider({
      port: 0,
      origin,
      clientId,
      clientSecret: secrets["IDENTITY_CLIENT_SECRET"] ?? "",
      signingKey: secrets["SANDBOX_KEY"] ?? "",
      identities: () => [],
      ...(around === undefined ? {} : { around }),
    });
}

/** A browser without script: it keeps cookies by site, and follows nothing by itself. */
export interface PlainBrowser {
  get(url: string): Promise<Response>;
  post(url: string, fields: Record<string, string>): Promise<Response>;
  /** Follows redirects until a page comes. */
  follow(response: Response): Promise<Response>;
  cookie(name: string): string | undefined;
  forget(name: string): void;
}

export function plainBrowser(origin: string): PlainBrowser {
  const jars = new Map<string, Map<string, string>>();
  const jarOf = (url: string): Map<string, string> => {
    const host = new URL(url, origin).host;
    const jar = jars.get(host) ?? new Map<string, string>();
    jars.set(host, jar);
    return jar;
  };
  async function send(url: string, init: RequestInit = {}): Promise<Response> {
    const full = new URL(url, origin).href;
    const jar = jarOf(full);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...(init.headers as Record<string, string> | undefined), cookie };
    const response = await fetch(full, { redirect: "manual", ...init, headers });
    for (const line of response.headers.getSetCookie()) {
      const [pair = ""] = line.split(";");
      const [name = "", value = ""] = [
        pair.slice(0, pair.indexOf("=")),
        pair.slice(pair.indexOf("=") + 1),
      ];
      if (value === "" || /max-age=0|expires=thu, 01 jan 1970/i.test(line)) jar.delete(name);
      else jar.set(name, value);
    }
    // So that a relative Location is read from where it came.
    Object.defineProperty(response, "url", { value: full });
    return response;
  }
  return {
    get: (url) => send(url),
    post: (url, fields) => send(url, form(fields)),
    async follow(response) {
      let last = response;
      for (let hops = 0; hops < 10; hops += 1) {
        const location = last.headers.get("location");
        if (location === null) return last;
        last = await send(new URL(location, last.url).href);
      }
      throw new Error("redirected too often");
    },
    cookie: (name) => jarOf(origin).get(name),
    forget: (name) => jarOf(origin).delete(name),
  };
}

/** Goes to the provider and names somebody there; gives the answer with which the provider sends the browser back. */
export async function nameYourself(
  browser: PlainBrowser,
  subject: SubjectReference,
  to = "/me",
): Promise<string> {
  const choose = await browser.follow(await browser.get(`/me/sign-in?to=${to}`));
  let answer = await browser.post(choose.url, { number: subject.id });
  for (let hops = 0; hops < 5; hops += 1) {
    const location = answer.headers.get("location") ?? "";
    if (location.includes("/me/callback?")) return location;
    answer = await browser.get(location);
  }
  throw new Error("the provider did not send the browser back");
}

/** Signs in as somebody; gives the page to which it leads. */
export async function signIn(
  dev: Pick<Dev, "origin">,
  subject: SubjectReference,
  to = "/me",
): Promise<{ browser: PlainBrowser; page: Response }> {
  const browser = plainBrowser(dev.origin);
  const page = await browser.follow(await browser.get(await nameYourself(browser, subject, to)));
  return { browser, page };
}
