import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** A request as the city's issuer received it. */
interface CityRequest {
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The city's issuer of codes, as public code of service halls shows it from outside. */
export interface CityIssuer {
  readonly url: string;
  readonly requests: CityRequest[];
  /** Whose a code is. */
  readonly codes: Map<string, string>;
  /** Ends all sessions that were given. */
  endSessions(): void;
  /** What happens to the next requests instead of an answer. */
  fail(how: "hangs" | "html" | "500" | "garbage" | undefined): void;
  close(): Promise<void>;
}

export const cityAccount = { account: "jixiang", password: "right-one" } as const;
export const cityLogin = "/cert/user/login.do";

export async function startCityIssuer(): Promise<CityIssuer> {
  const requests: CityRequest[] = [];
  const codes = new Map<string, string>();
  const sessions = new Set<string>();
  let given = 0;
  let failure: Parameters<CityIssuer["fail"]>[0];
  const server = createServer(async (request, response) => {
    const [path, body] = [request.url ?? "", await bodyOf(request)];
    requests.push({ path, body });
    if (failure === "hangs") return;
    if (failure === "html") return html(response);
    if (failure === "500") return json(response, { error: "x" }, 500);
    if (failure === "garbage") return json(response, [1, 2], 200);
    if (path === cityLogin) {
      if (body["account"] !== cityAccount.account || body["password"] !== cityAccount.password)
        return json(response, { errorMsg: "用户名或密码错误" });
      const sessionId = `session-${(given += 1)}`;
      sessions.add(sessionId);
      return json(response, { sessionId });
    }
    if (path !== "/cert/usage/scanCertQrCode.do") return html(response);
    if (!sessions.has(String(body["sessionId"]))) return html(response);
    const number = codes.get(String(body["certQrCode"]));
    if (number === undefined) return json(response, { errorMsg: "二维码已失效" });
    // It tells more than anybody has asked for.
    return json(response, {
      xm: "王建国",
      zjhm: number,
      mobile: "13800000012",
      catMainCode: "310105109000100",
      encodeCertCode: "FUWj4+xtXZRmZXWfOn+/+Q==",
      certUuid: "f6c819b1-cfd5-47ad-b7c9-d57c4095200b",
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    codes,
    endSessions: () => sessions.clear(),
    fail(how) {
      failure = how;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

function json(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { "content-type": "application/json;charset=utf-8" });
  response.end(JSON.stringify(body));
}

function html(response: ServerResponse): void {
  response.writeHead(200, { "content-type": "text/html" });
  response.end("\r\n\r\n\r\n<html><body>请重新登录</body></html>");
}

async function bodyOf(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString()) as Record<string, unknown>;
}
