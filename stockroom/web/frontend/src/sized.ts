// Says beside a size field how sizes of the chosen thing are written: nappies by number or weight,
// shoes by the foot. Without scripts the field's own general hint is enough.

export function addSizeHints(page: ParentNode): void {
  for (const choice of page.querySelectorAll<HTMLSelectElement>("select[data-sized]")) {
    choice.addEventListener("change", () => say(choice));
  }
}

function say(choice: HTMLSelectElement): void {
  const hint = document.getElementById(choice.dataset["sized"] ?? "");
  const sizing = choice.selectedOptions[0]?.dataset["sizing"] ?? "";
  const said = document.querySelector(`#size-hints [data-sizing="${sizing}"]`);
  if (hint !== null && said !== null) {
    hint.textContent = said.textContent;
  }
}
