import { systemClock } from "#shared/web/clock.ts";
import { consoleFunction } from "./console.ts";
import type { Env } from "./env.ts";

export default consoleFunction(systemClock) satisfies ExportedHandler<Env>;
