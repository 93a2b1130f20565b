import type { CivilDate } from "#shared/calendar/civil-date.ts";

/**
 * After the clock was set back: every answer was worked out for a later day, so each subject is due for review on
 * the present one.
 */
export async function reviewAgain(
  { DB_0, DB_1 }: Readonly<Record<"DB_0" | "DB_1", D1Database>>,
  today: CivilDate,
): Promise<void> {
  await Promise.all(
    [DB_0, DB_1].map(async (db) =>
      db
        .prepare("UPDATE profiles SET review_on = ?1 WHERE review_on IS NULL OR review_on > ?1")
        .bind(today)
        .run(),
    ),
  );
}
