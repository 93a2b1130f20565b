import { paths } from "#shared/web/paths.ts";
import type { Environment } from "./environments.ts";

/**
 * The order that loses nothing: a queue's consumer before its producers, so that a new message never meets
 * old code. Dead letters do not count: they are older than any deploy. Throws when functions wait in a circle.
 */
export function inSafeOrder(environments: readonly Environment[]): Environment[] {
  const ordered: Environment[] = [];
  const waiting = new Set(environments);
  while (waiting.size > 0) {
    const next = [...waiting].find((candidate) =>
      [...waiting].every((other) => other === candidate || !feeds(candidate, other)),
    );
    if (next === undefined) {
      throw new Error(`a circle of queues: ${[...waiting].map(({ key }) => key).join(", ")}`);
    }
    waiting.delete(next);
    ordered.push(next);
  }
  return ordered;
}

function feeds(producer: Environment, consumer: Environment): boolean {
  const consumed = new Set(consumer.queues.consumers.map(({ queue }) => queue));
  return producer.queues.producers.some(({ queue }) => consumed.has(queue));
}

/** The routes of a function on a host: each of its prefixes and all below it; the root for itself only. */
export function routesOf(key: string, host: string): string[] {
  return paths
    .filter((path) => path.function === key)
    .flatMap(({ prefix }) =>
      prefix === "/" ? [`${host}/`] : [`${host}${prefix}`, `${host}${prefix}/*`],
    );
}
