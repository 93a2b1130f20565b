import { getTableName } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type Databases, startDatabases } from "#shared/testing/shard-database.ts";
import { packed } from "./luggage.ts";

let databases: Databases;
beforeAll(async () => {
  databases = await startDatabases();
});
afterAll(async () => databases.dispose());

/** What does not go along when a subject leaves, and why. */
const staying = {
  aliases: "the number leads on through the successor",
  successors: "says whom it has become",
  predecessors: "says who has arrived; whoever leads to them comes along by their heads",
  luggage: "is what goes along",
  hot_facts: "is thrown away; they are worked out anew",
  followers: "hear of the successor, and follow that one",
  links: "are led to the successor’s offers",
  notices: "are history: what was sent to whom",
  letters: "are history; those that are not printed yet find the address of the successor",
  differences: "are what one night found; the next night finds them anew",
  accesses: "are history: who looked at what",
  audit: "is history; its chains end here and go on there",
  printed_codes: "are good under the key to which they were sealed, wherever it leads now",
  code_sharings: "end: whoever shares the own code agrees anew",
  superseded_documents: "are history, and are not changed",
  wrong_answers: "are of one offer of one key",
  mandates: "end with the number under which they were granted; the one that stays grants anew",
  held_mandates: "lead to mandates that name the key that left",
  sms_repliers: "say so anew under the number that stays",
  sms_questions: "are asked anew: a reply about the key that left changes nothing",
  visits: "are history: who was served, and by whom",
  counter_decisions: "are history: the decisions themselves go along",
  objections: "a join waits for the open ones; the others are history",
} as const;

test("every table that holds something of a subject goes along when it leaves, or says why not", async () => {
  const { results } = await databases.DB_0.prepare(
    `SELECT t.name FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c
     WHERE t.type = 'table' AND c.name = 'subject_key' ORDER BY 1`,
  ).all<{ name: string }>();
  const known = [...packed.map((table) => getTableName(table)), ...Object.keys(staying)];
  expect(results.map(({ name }) => name)).toEqual(known.toSorted());
});
