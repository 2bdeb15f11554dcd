const DAY = 86_400_000;

/** Civil dates are read at UTC midnight and never shifted: a day has no zone. */
export function instantOf(day: string): number {
  return Date.parse(`${day}T00:00:00Z`);
}

/** The civil day, in the reader's own zone, of an instant. */
export function dayOf(now: Date): string {
  const pad = (n: number) => String(n).padStart(2, '0');
  return `${now.getFullYear()}-${pad(now.getMonth() + 1)}-${pad(now.getDate())}`;
}

export function addDays(day: string, days: number): string {
  return new Date(instantOf(day) + days * DAY).toISOString().slice(0, 10);
}

/** Whole days from one civil day to another, negative when it is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((instantOf(to) - instantOf(from)) / DAY);
}

export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(instantOf(text)).toISOString().startsWith(text);
}

/** "16 oct.", with its year when it is not the year of `today`. */
export function shortDay(day: string, today: string, language = 'fr'): string {
  return written(day, day.slice(0, 4) === today.slice(0, 4) ? SHORT : SHORT_YEAR, language);
}

export function longDay(day: string, language = 'fr'): string {
  return written(day, { day: 'numeric', month: 'long', year: 'numeric' }, language);
}

export function shortMonth(day: string, language = 'fr'): string {
  return written(day, { month: 'short' }, language);
}

/** English as it is written on this side of the Channel: « 26 Nov », and weeks that begin on Monday. */
function tagOf(language: string): string {
  return language === 'en' ? 'en-GB' : language;
}

/** The time of day, as the reader's clock shows it: "14:02". */
export function clock(at: Date, language = 'fr'): string {
  return new Intl.DateTimeFormat(tagOf(language), { hour: '2-digit', minute: '2-digit', hour12: false }).format(at);
}

const SHORT = { day: 'numeric', month: 'short' } as const;
const SHORT_YEAR = { ...SHORT, year: 'numeric' } as const;

function written(day: string, options: Intl.DateTimeFormatOptions, language: string): string {
  const text = new Intl.DateTimeFormat(tagOf(language), { ...options, timeZone: 'UTC' }).format(instantOf(day));
  return language === 'fr' ? text.replace(/^1 /, '1er ') : text;
}
