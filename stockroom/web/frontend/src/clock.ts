// Says how far this device's clock is from the server's, where a page asks for it.

const MINUTE = 60_000;

export function compareClocks(page: ParentNode): void {
  for (const place of page.querySelectorAll<HTMLElement>("[data-server-now]")) {
    const ours = Date.parse(place.dataset["serverNow"] ?? "");
    if (!Number.isNaN(ours)) {
      place.textContent = told(place, Math.round((Date.now() - ours) / MINUTE));
    }
  }
}

function told(place: HTMLElement, minutes: number): string {
  const agrees = Math.abs(minutes) < 2; // a slow page is no wrong clock
  const sentence = agrees ? "agrees" : minutes > 0 ? "ahead" : "behind";
  const words = place.dataset[sentence] ?? "";
  return agrees ? words : `${words} ${Math.abs(minutes)}`;
}
