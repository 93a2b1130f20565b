import * as z from "zod/mini";
import { obstaclesSchema, policyStandingsSchema } from "#shared/contract/policy-life.schema.ts";
import { enterStages } from "./start/enter-stages.command.ts";
import { formatLinks } from "./start/links.ts";
import { loadCity } from "./start/load-city.command.ts";
import {
  keepSecrets,
  logFile,
  readState,
  removeState,
  writeState,
} from "./start/local-state.command.ts";
import { migrate } from "./start/migrate.command.ts";
import { measurePolicies } from "./start/measure-policies.command.ts";
import {
  authorised,
  issueToken,
  okJson,
  readMessages,
  type Send,
} from "./start/outside.command.ts";
import { endProgress, showProgress } from "./start/progress.command.ts";
import { reportPayments } from "./start/report-payments.command.ts";
import { registerDepartments, registerEndpoints } from "./start/register-departments.command.ts";
import { registerVenues } from "./start/register-venues.command.ts";
import { originVars } from "./start/secrets.command.ts";
import { startLocalIdentities } from "./start/local-identities.command.ts";
import {
  checkPort,
  startServer,
  waitUntilHealthy,
  waitUntilSilent,
  type Server,
} from "./start/server.command.ts";
import { freshAdvice, Stop } from "./start/stop.command.ts";
import { formatNotYet, formatSummary, statisticsSchema } from "./start/summary.ts";

const defaultPort = 8787;

const tickSchema = z.object({ quiet: z.boolean() });

/** `npm start`: everything behind one origin, with a sample city. Stays until Ctrl-C. */
export async function start(
  options: readonly string[],
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  let server: Server | undefined;
  let stopping = false;
  const stop = async (code: number): Promise<void> => {
    if (stopping) return;
    stopping = true;
    await server?.stop();
    process.exit(code);
  };
  for (const name of ["SIGINT", "SIGTERM", "SIGHUP"] as const)
    process.once(name, () => void stop(0));
  // npm that is killed takes nobody with it: whoever lost the parent ends too.
  const parent = process.ppid;
  setInterval(() => {
    if (process.ppid !== parent) void stop(0);
  }, 1000).unref();
  try {
    const unknown = options.find((option) => option !== "--fresh");
    if (unknown !== undefined)
      throw new Stop(`不认识 ${unknown}：只有 --fresh (only --fresh is known)。`);
    const port = readPort(environment["PORT"]);
    await checkPort(port);
    if (options.includes("--fresh")) removeState();
    const state = readState();
    const secrets = keepSecrets();

    showProgress("启动本机服务 starting");
    const origin = `http://localhost:${port}`;
    const send: Send = (path, init) => fetch(`${origin}${path}`, init);
    const { issuer } = await startLocalIdentities(origin, port + 1, secrets);
    server = startServer(port, originVars(origin, issuer));
    writeState({ ...state, migrations: await migrate(state.migrations) });
    await waitUntilHealthy(origin, server);
    await fill(send, origin);
    endProgress();
    server.showLog();
    console.log(await summarise(send, origin));
    await Promise.race([server.ended, waitUntilSilent(origin)]);
    throw new Stop(
      `本机服务意外停止 (the local server ended)。请再次 \`npm start\`。若仍不行，${freshAdvice}`,
    );
  } catch (error) {
    // Whoever pressed Ctrl-C knows why things end.
    if (stopping) return;
    endProgress();
    console.error(
      error instanceof Stop
        ? error.message
        : `启动失败 (could not start)，详见 ${logFile}：${String(error)}。请再次 \`npm start\`，会接着做 (start again: it goes on). 若仍不行，${freshAdvice}`,
    );
    await stop(1);
  }
}

function readPort(text: string | undefined): number {
  const port = Number(text ?? defaultPort);
  if (Number.isInteger(port) && port >= 1024 && port <= 65_535) return port;
  throw new Stop(`PORT=${text} 不是 1024 至 65535 的端口 (not a port)。`);
}

/** Brings in what is not there yet: the departments, the sample city, and the day's routine. */
async function fill(send: Send, origin: string): Promise<void> {
  const state = readState();
  if (state.origin === undefined) {
    showProgress("登记部门 registering departments");
    await registerDepartments(send, origin);
    await registerVenues(send);
  } else if (state.origin !== origin) {
    await registerEndpoints(send, origin);
  }
  writeState({ ...readState(), origin });
  if (!state.cityLoaded) {
    const cityLoadedOn = await loadCity(send, (done, of) =>
      showProgress(`部门报送数据 loading the sample city ${done}/${of}`),
    );
    writeState({ ...readState(), cityLoaded: true, cityLoadedOn });
  }
  showProgress("送达消息与指令 delivering");
  await tickOnce(send);
  if (readState().stagesEntered) return;
  showProgress("政策进入试点 policies enter their stages");
  await enterStages(send);
  await tickOnce(send);
  showProgress("兑现与测算 paying and measuring");
  await reportPayments(send);
  await measurePolicies(send);
  await tickOnce(send);
  writeState({ ...readState(), stagesEntered: true });
}

async function tickOnce(send: Send): Promise<void> {
  const { quiet } = tickSchema.parse(await okJson(await send("/sandbox/tick", { method: "POST" })));
  if (!quiet) console.error(`\n还有事项没有送达 (not everything was delivered)，详见 ${logFile}。`);
}

async function summarise(send: Send, origin: string): Promise<string> {
  const token = await issueToken(send, { role: "coordinator" });
  const read = async (path: string) => okJson(await send(path, authorised(token)));
  const statistics = statisticsSchema.parse(await read("/v1/console/statistics"));
  const standings = policyStandingsSchema.parse(await read("/v1/console/policies")).items;
  const obstacles = obstaclesSchema.parse(await read("/v1/console/obstacles")).items;
  return `\n${[
    formatSummary(statistics, standings),
    formatNotYet(standings, obstacles, `${origin}/not-yet`),
    formatLinks(origin, await readMessages(send)),
    "Ctrl-C 停止 stops everything.",
  ].join("\n\n")}`;
}
