/** What wrangler.toml gives this function: nothing. The catalogue comes with the code. */
export const bindings = { databases: [], queues: [], vars: [], secrets: [] } as const;

export type Env = Record<never, never>;
