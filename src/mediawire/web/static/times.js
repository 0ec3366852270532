// Keeps "44 minutes ago" right while a page stands open, and tells exact times in the reader's own zone.
// Without it the page says what was right when it was made, and exact times in the site's zone.
"use strict";
const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

function tellAgo(seconds, language) {
  const words = new Intl.RelativeTimeFormat(language, { numeric: "always" });
  const [unit, size] = UNITS.find(([, size]) => seconds >= size) || ["minute", 60];
  return words.format(-Math.max(Math.floor(seconds / size), 0), unit);
}

function tellAll() {
  for (const time of document.querySelectorAll("time[title]")) {
    const at = new Date(time.dateTime);
    const seconds = (Date.now() - at.getTime()) / 1000;
    if (Number.isNaN(seconds) || seconds < 60 || seconds > 7 * 86400) continue;
    try {
      time.textContent = tellAgo(seconds, time.lang || document.documentElement.lang);
      time.title = at.toLocaleString([], { dateStyle: "long", timeStyle: "long" });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error; // a language tag that is none: the page's own words stay
    }
  }
}

tellAll();
setInterval(tellAll, 60000);
