import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { mandates } from "./mandates.ts";

export default mandates(systemClock) satisfies ExportedHandler<Env>;
