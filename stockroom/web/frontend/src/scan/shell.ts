// What carries the scan page where there is no network: its service worker, and room to keep things.

export interface Installed {
  readonly carried: boolean; // whether the page opens without network from now on
  readonly kept: boolean; // whether the browser promises to clear nothing by itself
}

// Install the service worker, and ask for lasting room. `waits` is told when a new version lies
// ready; it gets what changes over to it and loads the page again, to be done at a good moment.
export async function install(waits: (renew: () => void) => void): Promise<Installed> {
  const [carried, kept] = await Promise.all([registered(waits), persisted()]);
  return { carried, kept };
}

// False where the browser has none (plain http, some private windows), or could not get it.
async function registered(waits: (renew: () => void) => void): Promise<boolean> {
  const workers = navigator.serviceWorker;
  if (workers === undefined) {
    return false;
  }
  try {
    const ours = await workers.register("/sw.js", { updateViaCache: "none" });
    watch(ours, waits);
    return ours.active !== null || (await begins(ours.installing ?? ours.waiting));
  } catch {
    // Without network, the one that was installed before goes on.
    return workers.controller !== null;
  }
}

// Whether the first one of all gets everything that it is to carry.
function begins(first: ServiceWorker | null): Promise<boolean> {
  return new Promise((told) => {
    const look = () => {
      if (first === null || first.state === "activated" || first.state === "redundant") {
        told(first?.state === "activated");
      }
    };
    first?.addEventListener("statechange", look);
    look();
  });
}

function watch(ours: ServiceWorkerRegistration, waits: (renew: () => void) => void): void {
  const tell = (fresh: ServiceWorker) => waits(() => renew(fresh));
  // The first one of all replaces nothing, and begins by itself.
  if (ours.waiting !== null && ours.active !== null) {
    tell(ours.waiting);
  }
  ours.addEventListener("updatefound", () => {
    const fresh = ours.installing;
    fresh?.addEventListener("statechange", () => {
      if (fresh.state === "installed" && ours.active !== null) {
        tell(fresh);
      }
    });
  });
  // A page may stay open for weeks: it asks whenever somebody comes back to it.
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "visible") {
      void ours.update().catch(() => {});
    }
  });
}

function renew(fresh: ServiceWorker): void {
  fresh.addEventListener("statechange", () => {
    if (fresh.state === "activated") {
      location.reload();
    }
  });
  fresh.postMessage("renew");
}

async function persisted(): Promise<boolean> {
  try {
    return await navigator.storage.persist();
  } catch {
    return false;
  }
}
