import { shanghaiDay } from "#shared/calendar/shanghai.ts";
import { type Explained, explainKnown } from "#shared/explanations/explain-subject.ts";
import { policies } from "#shared/policies/index.ts";
import type { Env } from "../env.ts";
import type { Self } from "#shared/sign-in/find-self.ts";

/** How every policy stands to oneself. Looking at the own data is an access too, and recorded as one. */
export async function readOwn(
  env: Env,
  { subjectKey, kind, by }: Self,
  now: Date,
): Promise<Explained> {
  return explainKnown(
    env,
    { subjectKey, kind },
    {
      policies: policies.filter(({ subject }) => subject === kind),
      on: shanghaiDay(now),
      now,
      access: {
        actor: by,
        role: kind === "person" ? "citizen" : "clerk",
        department: null,
        purpose: "本人查询",
      },
    },
  );
}
