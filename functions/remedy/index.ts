import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { remedy } from "./remedy.ts";

export default remedy(systemClock) satisfies ExportedHandler<Env>;
