import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { fulfil } from "./fulfil.ts";

export default fulfil(systemClock) satisfies ExportedHandler<Env>;
