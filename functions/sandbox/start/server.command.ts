import { spawn, type ChildProcess } from "node:child_process";
import { createWriteStream } from "node:fs";
import { createServer } from "node:net";
import { join } from "node:path";
import { logFile, persistFolder, root, secretsFile } from "./local-state.command.ts";
import { freshAdvice, Stop } from "./stop.command.ts";

const host = "127.0.0.1";
const startMilliseconds = 60_000;
/** Once it answers, it is well within this time. */
const failMilliseconds = 3000;
const stopMilliseconds = 8000;

/** @throws {Stop} when something listens there already */
export async function checkPort(port: number): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const server = createServer();
    server.once("error", () =>
      reject(
        new Stop(
          `端口 ${port} 已被占用 (port in use)：换一个端口，例如 \`PORT=${port + 1} npm start\`。`,
        ),
      ),
    );
    server.listen(port, host, () => server.close(() => resolve()));
  });
}

/** The local server: wrangler and its workerd in a group of processes of their own. */
export interface Server {
  /** Settles when it ends, by itself or by `stop`. */
  readonly ended: Promise<number | null>;
  /** From now on what it logs is shown too: before, a failed start would drown its one clear line. */
  showLog(): void;
  stop(): Promise<void>;
}

export function startServer(port: number, vars: Readonly<Record<string, string>>): Server {
  const child = spawn(
    process.execPath,
    [
      join(root, "node_modules/wrangler/bin/wrangler.js"),
      "dev",
      "--env=dev",
      `--ip=${host}`,
      `--port=${port}`,
      "--inspector-port=0",
      "--log-level=warn",
      "--show-interactive-dev-session=false",
      `--persist-to=${persistFolder}`,
      `--env-file=${secretsFile}`,
      ...Object.entries(vars).flatMap(([name, value]) => ["--var", `${name}:${value}`]),
    ],
    {
      cwd: root,
      // Ctrl-C goes to us alone; we end the group.
      detached: true,
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        ...process.env,
        WRANGLER_SEND_METRICS: "false",
        CLOUDFLARE_CF_FETCH_ENABLED: "false",
        WRANGLER_LOG_SANITIZE: "true",
        CI: "true",
      },
    },
  );
  const log = createWriteStream(logFile);
  child.stdout.pipe(log);
  child.stderr.pipe(log);
  const ended = new Promise<number | null>((resolve) => {
    child.once("exit", (code) => resolve(code));
    child.once("error", () => resolve(1));
  });
  process.once("exit", () => signal(child, "SIGKILL"));
  return {
    ended,
    showLog() {
      child.stdout.pipe(process.stderr);
      child.stderr.pipe(process.stderr);
    },
    async stop() {
      signal(child, "SIGTERM");
      await Promise.race([ended, pause(stopMilliseconds)]);
      signal(child, "SIGKILL");
    },
  };
}

/** @throws {Stop} when it ends before, answers only with failures, or takes too long */
export async function waitUntilHealthy(origin: string, server: Server): Promise<void> {
  const startedAt = Date.now();
  let failingSince: number | undefined;
  const ended = server.ended.then(() => "ended" as const);
  while (Date.now() - startedAt < startMilliseconds) {
    const status = await Promise.race([readHealth(origin), ended]);
    if (status === 200) return;
    if (status === "ended") break;
    failingSince = status === undefined ? undefined : (failingSince ?? Date.now());
    if (failingSince !== undefined && Date.now() - failingSince > failMilliseconds) break;
    await pause(50);
  }
  throw new Stop(
    `本机服务没有启动 (the local server did not start)，详见 ${logFile}。${freshAdvice}`,
  );
}

/** Settles when the server has answered nothing for half a minute: wrangler restarts a crashed workerd, not always well. */
export async function waitUntilSilent(origin: string): Promise<"silent"> {
  let misses = 0;
  while (misses < 3) {
    await pause(5000);
    misses = (await readHealth(origin)) === undefined ? misses + 1 : 0;
  }
  return "silent";
}

/** The status that the server answers; undefined when it does not answer. */
async function readHealth(origin: string): Promise<number | undefined> {
  try {
    const response = await fetch(`${origin}/healthz`, { signal: AbortSignal.timeout(5000) });
    await response.body?.cancel();
    return response.status;
  } catch {
    return undefined;
  }
}

function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // The group is gone already.
  }
}

const pause = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds).unref();
  });
