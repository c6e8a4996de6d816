// Puts a minus and a plus beside number fields, for thumbs, and lets the arrow keys do the same.
// Without scripts the field is enough.

export function addSteppers(page: ParentNode): void {
  for (const stepper of page.querySelectorAll<HTMLElement>("[data-stepper]")) {
    const field = stepper.querySelector<HTMLInputElement>("input");
    if (field === null || stepper.dataset["stepper"] === "ready") {
      continue;
    }
    stepper.dataset["stepper"] = "ready";
    const least = Number(stepper.dataset["least"] ?? "0");
    field.before(button("−", () => step(field, -1, least)));
    field.after(button("+", () => step(field, 1, least)));
    field.addEventListener("keydown", (event) => {
      if (event.key === "ArrowUp" || event.key === "ArrowDown") {
        event.preventDefault();
        step(field, event.key === "ArrowUp" ? 1 : -1, least);
      }
    });
  }
}

function button(sign: string, press: () => void): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "btn stepper-button";
  made.textContent = sign;
  made.tabIndex = -1; // the arrow keys do the same in the field
  made.setAttribute("aria-hidden", "true");
  made.addEventListener("click", press);
  return made;
}

function step(field: HTMLInputElement, by: number, least: number): void {
  const now = Number.parseInt(field.value, 10);
  field.value = String(Math.max(least, (Number.isNaN(now) ? least - (by > 0 ? 1 : 0) : now) + by));
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.dispatchEvent(new Event("change", { bubbles: true }));
}
