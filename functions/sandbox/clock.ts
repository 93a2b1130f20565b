import type { Clock } from "#shared/web/clock.ts";

/** The sandbox's clock: the machine's, moved by an offset that its database keeps. Read once for each event. */
export async function sandboxClock(db: D1Database): Promise<Clock> {
  const offset = (await db.prepare("SELECT offset_ms FROM clock").first<number>("offset_ms")) ?? 0;
  return async () => new Date(Date.now() + offset);
}

/** Sets every function's clock; it runs on from there. */
export async function setClock(db: D1Database, now: Date): Promise<void> {
  await db
    .prepare(
      "INSERT INTO clock (id, offset_ms) VALUES (1, ?) ON CONFLICT DO UPDATE SET offset_ms = excluded.offset_ms",
    )
    .bind(Math.round(now.getTime() - Date.now()))
    .run();
}

/** Back to the machine's own time. */
export async function resetClock(db: D1Database): Promise<void> {
  await db.prepare("DELETE FROM clock").run();
}
