/** `npm run deploy -- --host <host> …`: brings a stage's account to this state of the code. */
import { join } from "node:path";
import { deploy } from "./deploy.ts";
import { readDeployRequest } from "./deploy-request.ts";
import { deployedEnvironments, root } from "./environments.ts";
import { paperWrangler } from "./paper-wrangler.ts";
import { pendingSecretsIn, pendingSecretsOnPaper } from "./pending-secrets.ts";
import { runWrangler } from "./run-wrangler.ts";

try {
  const environments = deployedEnvironments();
  const request = readDeployRequest(process.argv.slice(2), environments);
  const print = (line: string) => console.log(line);
  const folder = join(".wrangler", "deploy", request.host);
  await deploy(
    request,
    environments,
    request.dryRun
      ? {
          wrangler: paperWrangler(print),
          pending: pendingSecretsOnPaper(folder),
          tell: () => undefined,
        }
      : { wrangler: runWrangler, pending: pendingSecretsIn(join(root, folder)), tell: print },
  );
} catch (error) {
  console.error(`deploy: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
