// The sorting board: a tile for each kind of box, a pad of numbers, a tally that can be taken back.
//
// The fields in the table are what is sent; tiles and tally are only another way to fill them. What
// was tapped stands in a hidden field too, so that a refused send brings it back in its order.

interface Tap {
  field: HTMLInputElement;
  pieces: number;
}

const MOST_TAPS = 90;

export function addBoard(page: ParentNode): void {
  const form = page.querySelector<HTMLFormElement>("form[data-board]");
  if (form !== null && !form.classList.contains("board-live")) {
    new Board(form).begin();
  }
}

class Board {
  private taps: Tap[] = [];
  private cell: HTMLElement | null = null;
  private target: HTMLInputElement | null = null;
  private sending = false;

  constructor(private readonly form: HTMLFormElement) {}

  begin(): void {
    this.form.classList.add("board-live");
    for (const hidden of ["seasons", "done", "sum", "undo"]) {
      this.part(`board-${hidden}`).hidden = false;
    }
    document.querySelector<HTMLElement>("[data-board-hint]")?.removeAttribute("hidden");
    this.taps = this.recalled();
    for (const cell of this.cells()) {
      this.addTile(cell);
    }
    this.listen();
    this.showSeason();
    this.draw();
  }

  private listen(): void {
    this.part("board-seasons").addEventListener("change", () => this.showSeason());
    this.part("board-undo").addEventListener("click", () => this.takeBack());
    this.part("pad-close").addEventListener("click", () => this.pad().close());
    this.part("pad-add").addEventListener("click", () => this.add(this.typed()));
    this.other().addEventListener("keydown", (event) => {
      if (event.key === "Enter") {
        event.preventDefault();
        this.add(this.typed());
      }
    });
    for (const button of this.form.querySelectorAll<HTMLElement>("[data-add]")) {
      button.addEventListener("click", () => this.add(Number(button.dataset["add"])));
    }
    this.form.addEventListener("submit", () => (this.sending = true));
    window.addEventListener("beforeunload", (event) => {
      if (this.taps.length > 0 && !this.sending) {
        event.preventDefault();
      }
    });
  }

  private addTile(cell: HTMLElement): void {
    const tile = document.createElement("button");
    tile.type = "button";
    tile.className = "board-tile";
    tile.addEventListener("click", () => this.open(cell));
    cell.prepend(tile);
  }

  private open(cell: HTMLElement): void {
    this.cell = cell;
    const fields = fieldsOf(cell);
    this.target = [...this.taps].reverse().find((tap) => fields.includes(tap.field))?.field
      ?? fields[0] ?? null;
    this.part("pad-title").textContent = cell.dataset["label"] ?? "";
    this.part("pad-targets").replaceChildren(...fields.map((field) => this.choice(field)));
    this.other().value = "";
    this.pad().showModal();
    this.form.querySelector<HTMLElement>("[data-add]")?.focus();
  }

  private choice(field: HTMLInputElement): HTMLElement {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn";
    button.textContent = field.dataset["target"] ?? "";
    button.setAttribute("aria-pressed", String(field === this.target));
    button.addEventListener("click", () => {
      this.target = field;
      for (const one of this.part("pad-targets").children) {
        one.setAttribute("aria-pressed", String(one === button));
      }
    });
    return button;
  }

  private add(pieces: number): void {
    if (this.target === null || !Number.isInteger(pieces) || pieces < 1) {
      this.other().focus();
      return;
    }
    const last = this.taps.at(-1);
    // A long afternoon is one row for each box and not a thousand: the oldest taps grow together.
    if (this.taps.length >= MOST_TAPS && last?.field === this.target) {
      last.pieces += pieces;
    } else {
      this.taps.push({ field: this.target, pieces });
    }
    this.pad().close();
    this.draw();
    this.cell?.querySelector<HTMLElement>(".board-tile")?.focus();
  }

  private takeBack(): void {
    this.taps.pop();
    this.draw();
  }

  private draw(): void {
    for (const cell of this.cells()) {
      for (const field of fieldsOf(cell)) {
        const sum = this.sumOf([field]);
        field.value = sum === 0 ? "" : String(sum);
      }
      this.drawTile(cell);
    }
    const all = [...new Set(this.taps.map((tap) => tap.field))];
    this.part("board-pieces").textContent = String(this.sumOf(all));
    this.part("board-boxes").textContent = String(all.length);
    this.part("board-undo").toggleAttribute("disabled", this.taps.length === 0);
    this.part("board-empty").hidden = this.taps.length > 0;
    this.part("board-list").replaceChildren(...[...this.taps].reverse().map(row));
    this.hidden().value = this.taps.map((tap) => `${tap.field.name}:${tap.pieces}`).join(";");
  }

  private drawTile(cell: HTMLElement): void {
    const tile = cell.querySelector<HTMLElement>(".board-tile");
    const fields = fieldsOf(cell);
    const sum = this.sumOf(fields);
    const boxes = fields.map((field) => field.dataset["short"]).filter(Boolean);
    const number = span("tile-number", sum === 0 ? "+" : String(sum));
    const box = span("tile-box", boxes.length > 1 ? `${boxes[0]} +${boxes.length - 1}` : boxes[0] ?? "");
    tile?.replaceChildren(number, ...(boxes.length > 0 ? [box] : []));
    tile?.classList.toggle("is-filled", sum > 0);
    tile?.classList.toggle("has-box", boxes.length > 0);
    const seen = boxes.length > 0 ? `${number.textContent} ${box.textContent}` : `${sum}`;
    tile?.setAttribute("aria-label", `${cell.dataset["label"] ?? ""}: ${seen}`);
  }

  private showSeason(): void {
    const chosen = this.form.querySelector<HTMLInputElement>("input[name=shown]:checked")?.value;
    for (const season of this.form.querySelectorAll<HTMLElement>("[data-season]")) {
      season.classList.toggle("is-shown", season.dataset["season"] === chosen);
    }
  }

  // What was tapped before a refused send, in its order; what was typed without scripts counts once.
  private recalled(): Tap[] {
    const fields = new Map(this.cells().flatMap(fieldsOf).map((field) => [field.name, field]));
    const taps: Tap[] = [];
    for (const part of this.hidden().value.split(";")) {
      const at = part.lastIndexOf(":");
      const field = fields.get(part.slice(0, at));
      const pieces = Number(part.slice(at + 1));
      if (field !== undefined && pieces > 0) {
        taps.push({ field, pieces });
      }
    }
    const told = new Set(taps.map((tap) => tap.field));
    for (const field of fields.values()) {
      const pieces = Number(field.value);
      if (!told.has(field) && pieces > 0) {
        taps.push({ field, pieces });
      }
    }
    return taps;
  }

  private sumOf(fields: HTMLInputElement[]): number {
    const mine = this.taps.filter((tap) => fields.includes(tap.field));
    return mine.reduce((sum, tap) => sum + tap.pieces, 0);
  }

  private typed(): number {
    const western = this.other().value.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) =>
      String((digit.codePointAt(0) ?? 0) & 0xf),
    );
    return Number(western);
  }

  private cells(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>("[data-cell]")];
  }

  private pad(): HTMLDialogElement {
    return this.part("board-pad") as HTMLDialogElement;
  }

  private other(): HTMLInputElement {
    return this.part("pad-other") as HTMLInputElement;
  }

  private hidden(): HTMLInputElement {
    return this.part("board-tally") as HTMLInputElement;
  }

  private part(name: string): HTMLElement {
    const found = this.form.querySelector<HTMLElement>(`[data-${name}]`);
    if (found === null) {
      throw new Error(`the board has no ${name}`);
    }
    return found;
  }
}

function fieldsOf(cell: HTMLElement): HTMLInputElement[] {
  return [...cell.querySelectorAll<HTMLInputElement>("input")];
}

function row(tap: Tap): HTMLElement {
  const made = document.createElement("li");
  const cell = tap.field.closest<HTMLElement>("[data-cell]");
  const into = tap.field.dataset["short"] === undefined ? "" : ` · ${tap.field.dataset["target"]}`;
  made.append(
    span("tally-what", `${cell?.dataset["label"] ?? ""}${into}`),
    span("tally-number", String(tap.pieces)),
  );
  return made;
}

function span(name: string, text: string): HTMLElement {
  const made = document.createElement("span");
  made.className = name;
  made.dir = "auto";
  made.textContent = text;
  return made;
}
