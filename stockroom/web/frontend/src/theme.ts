// Keeps the theme in step with the device until a person has chosen one.
//
// The server writes data-bs-theme="light" or "dark" on <html> for a person who chose, and leaves it
// out otherwise. Loaded in <head> before the body is drawn, so that no page flashes.

const root = document.documentElement;
const dark = window.matchMedia("(prefers-color-scheme: dark)");

if (root.dataset["bsTheme"] === undefined) {
  follow();
  dark.addEventListener("change", follow);
}

function follow(): void {
  root.dataset["bsTheme"] = dark.matches ? "dark" : "light";
}
