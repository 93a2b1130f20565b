import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { notify } from "./notify.ts";

export default notify(systemClock) satisfies ExportedHandler<Env>;
