// Opens a line of a list at its first field, so that what is typed next stands where it belongs.

export function openAtField(page: ParentNode): void {
  for (const line of page.querySelectorAll<HTMLDetailsElement>("[data-to-field]")) {
    line.querySelector("summary")?.addEventListener("click", () => {
      const toField = (): void => line.querySelector<HTMLElement>("input, select")?.focus();
      line.addEventListener("toggle", () => line.open && toField(), { once: true });
    });
  }
}
