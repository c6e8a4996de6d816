// Takes a link's secret from behind the # of the address, drops it there, and hands it in.
// Nothing of it is stored; without scripts the form is filled in by hand.

export function enterByLink(page: ParentNode): void {
  const form = page.querySelector<HTMLFormElement>("form[data-portal]");
  const field = form?.querySelector<HTMLInputElement>("input[name=secret]");
  const secret = location.hash.slice(1);
  if (!form || !field || secret === "") {
    return;
  }
  history.replaceState(null, "", location.pathname + location.search);
  field.value = secret;
  if (form.dataset["asks"] === undefined) {
    form.requestSubmit();
  }
}
