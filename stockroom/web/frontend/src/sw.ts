// The service worker: opens the pages of a device where there is no network, and touches no others.
//
// The service writes a line before this script that names the shell: its version and its files. A
// version is installed whole or not at all, and the one before it is kept until then. A page is
// asked of the network first, so that it is fresh; only a page of this very version is kept, since
// another one needs other files. Pages name nobody and hold no secret.

declare const self: ServiceWorkerGlobalScope;
declare const SHELL: {
  readonly version: string;
  readonly pages: readonly string[]; // their paths
  readonly files: readonly string[]; // the paths of what they load, each named by its hash
};

const OURS = "stockroom-shell-";
const CACHE = OURS + SHELL.version;
const LONGEST_MS = 2_000; // a network that only seems to be there must not keep anybody waiting
const FIRST_SERVER_FAULT = 500;
const ANY_LANGUAGE = { ignoreSearch: true, ignoreVary: true };

self.addEventListener("install", (event) => event.waitUntil(fill()));
self.addEventListener("activate", (event) => event.waitUntil(begin()));
self.addEventListener("message", (event) => {
  if (event.data === "renew") {
    event.waitUntil(self.skipWaiting());
  }
});
self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) {
    return;
  }
  if (request.mode === "navigate" && SHELL.pages.includes(pathname)) {
    const fresh = fromNetwork(request, pathname);
    event.waitUntil(fresh.catch(() => {}));
    event.respondWith(page(pathname, fresh));
  } else if (SHELL.files.includes(pathname)) {
    event.respondWith(file(request));
  }
});

// Fetch everything; where one thing cannot be had, nothing of it stays.
async function fill(): Promise<void> {
  try {
    const shelf = await caches.open(CACHE);
    await shelf.addAll(SHELL.files);
    await Promise.all(SHELL.pages.map(fillPage));
  } catch (fault) {
    await caches.delete(CACHE);
    throw fault;
  }
}

async function fillPage(path: string): Promise<void> {
  const found = await fetch(path, { redirect: "error", cache: "no-store" });
  if (!(await kept(path, found))) {
    throw new Error("the page is not of this version");
  }
}

async function begin(): Promise<void> {
  const before = (await caches.keys()).filter((name) => name.startsWith(OURS) && name !== CACHE);
  await Promise.all(before.map((name) => caches.delete(name)));
  await self.clients.claim();
}

async function file(request: Request): Promise<Response> {
  const shelf = await caches.open(CACHE);
  const found = await shelf.match(request.url, ANY_LANGUAGE);
  return found ?? fetch(request);
}

// The page from the network; from our shelf where that is slow, fails, or has a broken service.
async function page(path: string, fresh: Promise<Response>): Promise<Response> {
  const shelf = await caches.open(CACHE);
  const old = await shelf.match(path, ANY_LANGUAGE);
  if (old === undefined) {
    return fresh;
  }
  const sound = fresh.then((found) => (found.status >= FIRST_SERVER_FAULT ? old : found));
  return Promise.race([sound.catch(() => old), pause().then(() => old)]);
}

async function fromNetwork(request: Request, path: string): Promise<Response> {
  const found = await fetch(request);
  await kept(path, found.clone()).catch(() => {}); // no room: it is shown all the same
  return found;
}

// Keep a page if it is ours and of this version: a way to the sign-in page is not, nor is a fault.
async function kept(path: string, found: Response): Promise<boolean> {
  const isPage = found.headers.get("Content-Type")?.startsWith("text/html") === true;
  if (found.status !== 200 || found.redirected || !isPage) {
    return false;
  }
  const text = await found.clone().text();
  if (!text.includes(`<meta name="stockroom-shell" content="${SHELL.version}">`)) {
    return false;
  }
  const shelf = await caches.open(CACHE);
  await shelf.put(path, found);
  return true;
}

function pause(): Promise<void> {
  return new Promise((over) => {
    setTimeout(over, LONGEST_MS);
  });
}

export {};
