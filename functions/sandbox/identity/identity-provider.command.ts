import { createServer, type IncomingMessage, type Server } from "node:http";
import { Provider, type Configuration, type KoaContextWithOIDC } from "oidc-provider";
import { checkSubject, type SubjectReference } from "#shared/identity/subject.ts";
import { doorOfClerks, doorOfGatekeepers, doorOfPeople } from "#shared/sign-in/door.ts";
import { signedOutPath } from "#shared/sign-in/provider.ts";
import { keyId } from "../tokens.ts";
import { accountIdOf, type Identity, sampleStaff, staffAccountIdOf } from "../identity.ts";
import { MemoryStore } from "./memory-store.command.ts";
import { choosePage, chooseStaffPage, errorPage, signedOutPage, signOutPage } from "./pages.ts";

const host = "127.0.0.1";

export interface ProviderOptions {
  /** 0: any that is free; another, if it is taken. */
  readonly port: number;
  /** Ours, to which people are sent back. */
  readonly origin: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** The sandbox's private key, a JWK as JSON: one issuer signs the tokens of both. */
  readonly signingKey: string;
  /** Asked for each page: the city may still be loading. */
  readonly identities: () => readonly Identity[];
  /** Done around each request: a fault to try. */
  readonly around?: (context: KoaContextWithOIDC, next: () => Promise<void>) => Promise<void>;
}

export interface IdentityProvider {
  readonly issuer: string;
  close(): Promise<void>;
}

/**
 * The OpenID provider of this machine: the certified `oidc-provider`, with the sample city's people and companies' clerks
 * to choose from. Its address is another site than ours, as it would be in a city.
 */
export async function startIdentityProvider(options: ProviderOptions): Promise<IdentityProvider> {
  const server = createServer();
  const issuer = await listen(server, options.port);
  const accounts: Accounts = new Map();
  const provider = new Provider(issuer, configurationOf(options, accounts));
  if (options.around !== undefined) provider.use(options.around);
  provider.use(async (context, next) => {
    const uid = /^\/choose\/([\w-]+)$/.exec(context.path)?.[1];
    if (uid === undefined) return next();
    context.type = "html";
    const asked = await scopeUnderWay(provider, context);
    if (asked === undefined) context.body = await errorPage("expired");
    else if (context.method === "POST") await chosen(provider, options, accounts, context);
    else if (asked.includes("staff")) context.body = await chooseStaffPage(sampleStaff);
    else context.body = await choosePage(options.identities());
    return undefined;
  });
  const handle = provider.callback();
  server.on("request", (request, response) => void handle(request, response));
  return {
    issuer,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The claims of each account that was chosen since the start. */
type Accounts = Map<string, Readonly<Record<string, unknown>>>;

function configurationOf(
  { origin, clientId, clientSecret, signingKey }: ProviderOptions,
  accounts: Readonly<Pick<Accounts, "get">>,
): Configuration {
  return {
    adapter: MemoryStore,
    clients: [
      {
        client_id: clientId,
        client_secret: clientSecret,
        redirect_uris: [doorOfPeople, doorOfGatekeepers, doorOfClerks].map(
          ({ callbackPath }) => `${origin}${callbackPath}`,
        ),
        post_logout_redirect_uris: [`${origin}${signedOutPath}`],
        response_types: ["code"],
        grant_types: ["authorization_code"],
        id_token_signed_response_alg: "ES256",
      },
    ],
    jwks: { keys: [{ ...JSON.parse(signingKey), alg: "ES256", use: "sig", kid: keyId }] },
    cookies: { keys: [crypto.randomUUID()] },
    scopes: ["openid", "subject", "staff"],
    claims: { openid: ["sub"], subject: ["subject"], staff: ["roles", "department", "name"] },
    // What the scope names stands in the ID token: nobody asks for it a second time.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        async logoutSource(context, form) {
          context.body = await signOutPage(form);
        },
        async postLogoutSuccessSource(context) {
          context.body = await signedOutPage();
        },
      },
    },
    interactions: { url: (_context, { uid }) => `/choose/${uid}` },
    findAccount(_context, accountId) {
      const claims = accounts.get(accountId);
      if (claims === undefined) return undefined;
      return { accountId, claims: () => ({ ...claims, sub: accountId }) };
    },
    // Nobody is asked for a consent: the city's own service signs its own citizens in.
    async loadExistingGrant({ oidc }) {
      const accountId = oidc.session?.accountId;
      if (oidc.client === undefined || accountId === undefined) return undefined;
      const grant = new oidc.provider.Grant({ clientId: oidc.client.clientId, accountId });
      grant.addOIDCScope("openid subject staff");
      await grant.save();
      return grant;
    },
    async renderError(context, { error }) {
      context.type = "html";
      context.body = await errorPage(error);
    },
  };
}

/** What the sign-in asks for in whose midst this browser is; undefined where it is in none. */
async function scopeUnderWay(
  provider: Provider,
  { req, res }: Pick<KoaContextWithOIDC, "req" | "res">,
): Promise<string[] | undefined> {
  return provider.interactionDetails(req, res).then(
    ({ params }) => String(params["scope"]).split(" "),
    () => undefined,
  );
}

/** Somebody was chosen on the page, or a number was typed. */
async function chosen(
  provider: Provider,
  { identities }: ProviderOptions,
  accounts: Accounts,
  context: Pick<KoaContextWithOIDC, "req" | "res" | "body" | "respond">,
): Promise<void> {
  const fields = await readForm(context.req);
  const account = await accountOf(fields, identities());
  if (fields.has("cancel")) {
    const result = { error: "access_denied", error_description: "cancelled" };
    await provider.interactionFinished(context.req, context.res, result);
  } else if (account === undefined) {
    context.body = await choosePage(identities(), { wrong: true });
    return;
  } else {
    accounts.set(account.id, account.claims);
    const login = { accountId: account.id };
    await provider.interactionFinished(context.req, context.res, { login });
  }
  // The provider has written the answer itself.
  context.respond = false;
}

async function accountOf(
  fields: URLSearchParams,
  identities: readonly Identity[],
): Promise<{ id: string; claims: Readonly<Record<string, unknown>> } | undefined> {
  const staff = sampleStaff[Number(fields.get("staff") ?? "NaN")];
  if (staff !== undefined) {
    const { name, roles, department } = staff;
    return { id: await staffAccountIdOf(staff), claims: { name, roles, department } };
  }
  const choice = identities[Number(fields.get("choice") ?? "NaN")];
  const subject = choice?.subject ?? subjectOf(fields.get("number") ?? "");
  return subject === undefined
    ? undefined
    : { id: await accountIdOf({ subject }), claims: { subject } };
}

/** The subject of a number by its form; undefined where it is of no document that we know. */
function subjectOf(id: string): SubjectReference | undefined {
  const references: SubjectReference[] = [
    { kind: "person", idType: "resident-id", id },
    { kind: "person", idType: "hmt-residence-permit", id },
    { kind: "person", idType: "foreign-permanent-resident", id },
    { kind: "organisation", idType: "uscc", id },
  ];
  const checks = references.map((reference) => checkSubject(reference));
  const right = checks.find((check) => check.ok && check.warning === undefined);
  return right?.ok === true ? right.subject : undefined;
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request) text += String(chunk);
  return new URLSearchParams(text);
}

async function listen(server: Server, port: number): Promise<string> {
  const on = (wanted: number): Promise<void> =>
    new Promise((resolve, reject) => {
      server.once("error", reject);
      server.listen(wanted, host, resolve);
    });
  await on(port).catch(async () => on(0));
  const address = server.address();
  if (address === null || typeof address === "string") throw new TypeError("no port was taken");
  return `http://${host}:${address.port}`;
}
