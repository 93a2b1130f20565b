/*
 * The service worker: keeps the page with what it needs, so that it opens without a network. It answers for nothing else: what is
 * scanned, and the shift, are asked of the server or not at all.
 */

/** The server writes these before the script: what the page consists of, and the name of this state of it. */
declare const venueFiles: readonly string[];
declare const venueCache: string;

interface Waiting extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface Fetching extends Event {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
/** The little of a service worker's own world that this one needs. */
declare const self: {
  addEventListener(type: "install" | "activate", listener: (event: Waiting) => void): void;
  addEventListener(type: "fetch", listener: (event: Fetching) => void): void;
  skipWaiting(): Promise<void>;
  readonly clients: { claim(): Promise<void> };
};

const page = "/venue";
/** Whoever opens the page waits no longer for a network that may be gone. */
const patienceMilliseconds = 3000;

self.addEventListener("install", (event) => {
  event.waitUntil(
    (async () => {
      const cache = await caches.open(venueCache);
      await cache.addAll(venueFiles);
      await self.skipWaiting();
    })(),
  );
});

self.addEventListener("activate", (event) => {
  event.waitUntil(
    (async () => {
      const names = await caches.keys();
      const old = names.filter((name) => name.startsWith("venue-") && name !== venueCache);
      await Promise.all(old.map(async (name) => caches.delete(name)));
      await self.clients.claim();
    })(),
  );
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { pathname, origin } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (pathname === page) event.respondWith(pageFor(request));
  else if (venueFiles.includes(pathname)) event.respondWith(keptOr(request));
});

/** The page as the server has it now, or as it was kept. Another page brings another script, which is kept by its own worker. */
async function pageFor(request: Request): Promise<Response> {
  const kept = await (await caches.open(venueCache)).match(page);
  if (kept === undefined) return fetch(request);
  try {
    const response = await fetch(request, { signal: AbortSignal.timeout(patienceMilliseconds) });
    return response.status < 500 ? response : kept;
  } catch {
    return kept;
  }
}

async function keptOr(request: Request): Promise<Response> {
  const kept = await (await caches.open(venueCache)).match(request);
  return kept ?? fetch(request);
}
