import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { sweep } from "./sweep.ts";

export default sweep(systemClock) satisfies ExportedHandler<Env>;
