import { systemClock } from "#shared/web/clock.ts";
import type { Env } from "./env.ts";
import { home } from "./home.ts";

export default home(systemClock) satisfies ExportedHandler<Env>;
