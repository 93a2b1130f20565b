import { join } from "node:path";
import { experimental_readRawConfig as readRawConfig } from "wrangler";
import { en } from "zod/locales";
import * as z from "zod/mini";

// So that a fault of wrangler.toml is told in words: zod/mini alone says "Invalid input" and no more.
z.config(en());

/** The project's top folder. */
export const root = join(import.meta.dirname, "../..");

/** The environment that runs everything on one machine and is never deployed. */
export const localEnvironment = "dev";

/**
 * What an environment may consist of. Strict: a kind of binding that is not named here is refused, so that
 * the checks of this folder cannot overlook it.
 */
const environmentSchema = z.strictObject({
  name: z.string(),
  main: z.string(),
  d1_databases: z._default(
    z.array(
      z.strictObject({
        binding: z.string(),
        database_name: z.string(),
        migrations_dir: z.string(),
      }),
    ),
    [],
  ),
  queues: z._default(
    z.strictObject({
      producers: z._default(
        z.array(z.strictObject({ binding: z.string(), queue: z.string() })),
        [],
      ),
      consumers: z._default(
        z.array(
          z.strictObject({
            queue: z.string(),
            max_batch_size: z.int(),
            max_batch_timeout: z.int(),
            max_retries: z.optional(z.int()),
            dead_letter_queue: z.optional(z.string()),
          }),
        ),
        [],
      ),
    }),
    { producers: [], consumers: [] },
  ),
  vars: z._default(z.record(z.string(), z.string()), {}),
  secrets: z._default(z.strictObject({ required: z.array(z.string()) }), { required: [] }),
  ratelimits: z._default(
    z.array(
      z.strictObject({
        name: z.string(),
        namespace_id: z.string(),
        simple: z.strictObject({ limit: z.int(), period: z.int() }),
      }),
    ),
    [],
  ),
  triggers: z._default(z.strictObject({ crons: z.array(z.string()) }), { crons: [] }),
});

/** One `[env.<key>]` of wrangler.toml. */
export type Environment = z.output<typeof environmentSchema> & { readonly key: string };

/** Every environment of wrangler.toml, in its order; throws what is wrong with the file. */
export function readEnvironments(): Environment[] {
  const { rawConfig } = readRawConfig({ config: join(root, "wrangler.toml") });
  return Object.entries(rawConfig.env ?? {}).map(([key, block]) => ({
    ...environmentSchema.parse(block),
    key,
  }));
}

/** The environments that are deployed: all but the local one. */
export function deployedEnvironments(): Environment[] {
  return readEnvironments().filter(({ key }) => key !== localEnvironment);
}
