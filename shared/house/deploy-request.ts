import { parseArgs } from "node:util";
import { localEnvironment, type Environment } from "./environments.ts";

/** What one run of the deploy is asked to do. */
export interface DeployRequest {
  /** The name that people and departments call, such as jixiang.example.gov.cn. */
  readonly host: string;
  /** The profile of wrangler that is signed in to the stage's account. */
  readonly stage: string | undefined;
  /** The environments to deploy, of all that there are. */
  readonly environments: readonly Environment[];
  /** Values that take the place of the `.invalid` addresses in wrangler.toml. */
  readonly vars: Readonly<Record<string, string>>;
  readonly dryRun: boolean;
}

const usage =
  "npm run deploy -- --host <host> --var IDENTITY_ISSUER=<url> --var IDENTITY_JWKS_URL=<url> " +
  "[--stage <wrangler profile>] [--env <function> …] [--dry-run]";

/** Reads the command line; throws an error with one line for a person when it asks for something impossible. */
export function readDeployRequest(
  args: readonly string[],
  deployable: readonly Environment[],
): DeployRequest {
  const { values } = parseArgs({
    args: [...args],
    options: {
      host: { type: "string" },
      stage: { type: "string" },
      env: { type: "string", multiple: true },
      var: { type: "string", multiple: true, default: [] },
      "dry-run": { type: "boolean", default: false },
    },
  });
  const environments = chooseEnvironments(values.env, deployable);
  const host = readHost(values.host);
  const vars = { PUBLIC_ORIGIN: `https://${host}`, ...readVars(values.var, deployable) };
  refuseInvalidAddresses(environments, vars);
  return { host, stage: values.stage, environments, vars, dryRun: values["dry-run"] };
}

function readHost(host: string | undefined): string {
  if (host === undefined) throw new Error(`--host is missing: ${usage}`);
  if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/.test(host)) {
    throw new Error(`--host is a host's name without scheme, port and path, not "${host}"`);
  }
  return host;
}

function chooseEnvironments(
  names: readonly string[] | undefined,
  deployable: readonly Environment[],
): readonly Environment[] {
  if (names === undefined) return deployable;
  for (const name of names) {
    if (name === localEnvironment) {
      throw new Error(
        `[env.${localEnvironment}] runs on a developer's machine and is never deployed`,
      );
    }
    if (!deployable.some(({ key }) => key === name)) {
      throw new Error(`"${name}" is no function: ${deployable.map(({ key }) => key).join(", ")}`);
    }
  }
  return deployable.filter(({ key }) => names.includes(key));
}

function readVars(
  pairs: readonly string[],
  deployable: readonly Environment[],
): Record<string, string> {
  const known = new Set(deployable.flatMap(({ vars }) => Object.keys(vars)));
  return Object.fromEntries(
    pairs.map((pair) => {
      const [name = "", ...value] = pair.split("=");
      if (!known.has(name))
        throw new Error(`--var ${name}: no function has a variable of this name`);
      if (value.join("=") === "")
        throw new Error(`--var ${name} needs a value: --var ${name}=<value>`);
      return [name, value.join("=")];
    }),
  );
}

/** An address under `.invalid` stands in wrangler.toml for what only the stage knows. */
function refuseInvalidAddresses(
  environments: readonly Environment[],
  given: Readonly<Record<string, string>>,
): void {
  const missing = environments.flatMap(({ vars }) =>
    Object.entries(vars)
      .filter(([name, value]) => (given[name] ?? value).includes(".invalid"))
      .map(([name]) => name),
  );
  if (missing.length > 0) {
    const options = [...new Set(missing)].map((name) => `--var ${name}=<url>`);
    throw new Error(`only the stage knows these addresses, give them: ${options.join(" ")}`);
  }
}
