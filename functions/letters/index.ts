import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { letters } from "./letters.ts";

export default letters(systemClock) satisfies ExportedHandler<Env>;
