import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { scan } from "./scan.ts";

export default scan(systemClock) satisfies ExportedHandler<Env>;
