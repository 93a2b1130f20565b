import type { Env } from "./env.ts";
import { verify } from "./verify.ts";

export default verify() satisfies ExportedHandler<Env>;
