import * as z from "zod/mini";

/** A hint that an outbox row is due: where it lies and its key. The row itself says what to do. */
export const hintSchema = z.strictObject({
  shard: z.int().check(z.minimum(0)),
  dueAt: z.int(),
  id: z.string().check(z.minLength(1)),
});
export type Hint = z.infer<typeof hintSchema>;

/** Every queue of the house and its contract; the environments of wrangler.toml name the same queues. */
export const queues = {
  notify: { name: "jixiang-notify", schema: hintSchema },
  fulfil: { name: "jixiang-fulfil", schema: hintSchema },
  sweep: { name: "jixiang-sweep", schema: hintSchema },
} as const;

/** Takes what the others could not settle. */
export const deadLetterQueue = "jixiang-dead";

/** The producers that a function may have bound; a topic without one is left to the sweep. */
export interface QueueBindings {
  readonly NOTIFY?: Queue<Hint>;
  readonly FULFIL?: Queue<Hint>;
  readonly SWEEP?: Queue<Hint>;
}
