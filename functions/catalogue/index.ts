import { systemClock } from "#shared/web/clock.ts";
import { catalogue } from "./catalogue.ts";
import type { Env } from "./env.ts";

export default catalogue(systemClock) satisfies ExportedHandler<Env>;
