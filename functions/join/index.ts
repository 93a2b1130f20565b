import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { join } from "./join.ts";

export default join(systemClock) satisfies ExportedHandler<Env>;
