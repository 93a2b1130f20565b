import { systemClock } from "#shared/web/clock.ts";
import { confirm } from "./confirm.ts";
import type { Env } from "./env.ts";

export default confirm(systemClock) satisfies ExportedHandler<Env>;
