// Shows moments in the reader's own time zone; the server can only guess it.

const LOOK: Intl.DateTimeFormatOptions = {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
};

export function showLocalTimes(page: ParentNode): void {
  const language = document.documentElement.lang;
  // Day before month, as the server writes it; digits stay those that labels carry.
  const locale = language === "en" ? "en-GB" : `${language}-u-nu-latn`;
  const shown = new Intl.DateTimeFormat(locale, LOOK);
  for (const time of page.querySelectorAll("time")) {
    const moment = new Date(time.dateTime);
    if (!Number.isNaN(moment.valueOf())) {
      time.textContent = shown.format(moment);
    }
  }
}
