/** The bindings that a function's env.ts declares, in the groups of wrangler.toml. */
export interface Bindings {
  readonly databases: readonly string[];
  readonly queues: readonly string[];
  readonly vars: readonly string[];
  readonly secrets: readonly string[];
  /** How often something may be done. */
  readonly limits?: readonly string[];
}

/**
 * The environment of one function: what its block lists and nothing else, so that a missing binding is missing here
 * too. Guarantee of the result's type: the list stands beside the function's `Env`, and a test holds it against
 * wrangler.toml.
 *
 * @throws {Error} when [env.dev] does not give one of them
 */
export function onlyBindings(env: Readonly<Record<string, unknown>>, bindings: Bindings): never {
  const { databases, queues, vars, secrets, limits = [] } = bindings;
  const names = [...databases, ...queues, ...vars, ...secrets, ...limits];
  const entries = names.map((name) => {
    if (env[name] === undefined) throw new Error(`[env.dev] does not give ${name}`);
    return [name, env[name]];
  });
  return Object.fromEntries(entries) as never;
}
