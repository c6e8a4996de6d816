// Prints a sheet, and copies or shares a ready text; without scripts the browser's own menu prints,
// and the text can be selected.

export function addSharing(page: ParentNode): void {
  for (const one of page.querySelectorAll<HTMLButtonElement>("[data-print]")) {
    show(one, () => window.print());
  }
  for (const one of page.querySelectorAll<HTMLButtonElement>("[data-copy]")) {
    if (navigator.clipboard !== undefined) {
      show(one, () => void copy(one));
    }
  }
  for (const one of page.querySelectorAll<HTMLButtonElement>("[data-share]")) {
    if (navigator.share !== undefined) {
      show(one, () => void navigator.share({ text: textOf(one.dataset["share"]) }).catch(() => undefined));
    }
  }
}

function show(button: HTMLButtonElement, press: () => void): void {
  if (button.hidden) {
    button.hidden = false;
    button.addEventListener("click", press);
  }
}

async function copy(button: HTMLButtonElement): Promise<void> {
  const said = document.getElementById(`${button.dataset["copy"] ?? ""}-copied`);
  try {
    await navigator.clipboard.writeText(textOf(button.dataset["copy"]));
  } catch {
    select(button.dataset["copy"]);
    return;
  }
  if (said !== null) {
    said.hidden = false;
  }
}

function select(id: string | undefined): void {
  const field = document.getElementById(id ?? "");
  if (field instanceof HTMLTextAreaElement) {
    field.focus();
    field.select();
  }
}

function textOf(id: string | undefined): string {
  const field = document.getElementById(id ?? "");
  return field instanceof HTMLTextAreaElement ? field.value : "";
}
