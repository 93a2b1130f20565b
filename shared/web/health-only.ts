import { problemOf } from "./problem.ts";
import { Refusal } from "./refusal.ts";
import { headersOfAll } from "./security-headers.ts";

/**
 * The fetch handler of a function that works for queues and cron alone: `/healthz/<function>`, and nothing else. It
 * answers as `createApp` does, without the weight of it.
 */
export function healthOnly(functionName: string): (request: Request) => Response {
  return (request) => {
    if (new URL(request.url).pathname !== `/healthz/${functionName}`) return answer(nothingHere());
    const isRead = request.method === "GET" || request.method === "HEAD";
    if (!isRead) return answer(wrongMethod());
    const response = Response.json(
      { status: "ok", function: functionName },
      { headers: headersOfAll },
    );
    return request.method === "HEAD" ? new Response(null, response) : response;
  };
}

function answer(refusal: Refusal): Response {
  const headers = {
    ...headersOfAll,
    ...refusal.extra.headers,
    "Content-Type": "application/problem+json",
  };
  return new Response(JSON.stringify(problemOf(refusal)), { status: refusal.status, headers });
}

function nothingHere(): Refusal {
  return new Refusal(404, "not-found", {
    zh: "这个地址没有内容，请检查地址。",
    en: "There is nothing at this address; check it.",
  });
}

function wrongMethod(): Refusal {
  return new Refusal(
    405,
    "method-not-allowed",
    {
      zh: "这个地址只接受 GET 请求，没有改动任何内容。",
      en: "This address answers GET only; nothing was changed.",
    },
    { headers: { Allow: "GET, HEAD" } },
  );
}
