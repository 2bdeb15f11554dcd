export type Params = Readonly<Record<string, string | number>>;

/**
 * Fills a message: `{name}`, and `{count, plural, =0 {…} one {…} other {# …}}` with the plural rules of the language.
 * The small part of ICU MessageFormat that the catalogues use, plus nesting.
 */
export function format(message: string, params: Params, locale: string): string {
  let out = '';
  for (let at = 0; at < message.length; at++) {
    const char = message[at];
    if (char !== '{') {
      out += char;
      continue;
    }
    const end = closing(message, at);
    out += argument(message.slice(at + 1, end), params, locale);
    at = end;
  }
  return out;
}

function argument(inner: string, params: Params, locale: string): string {
  const comma = inner.indexOf(',');
  if (comma === -1) return String(params[inner.trim()] ?? '');
  const count = Number(params[inner.slice(0, comma).trim()] ?? 0);
  const choices = choicesOf(inner.slice(inner.indexOf(',', comma + 1) + 1));
  const rule = new Intl.PluralRules(locale).select(count);
  const chosen = choices.get(`=${count}`) ?? choices.get(rule) ?? choices.get('other') ?? '';
  return format(chosen.replaceAll('#', count.toLocaleString(locale)), params, locale);
}

function choicesOf(text: string): Map<string, string> {
  const choices = new Map<string, string>();
  for (let at = 0; at < text.length;) {
    const open = text.indexOf('{', at);
    if (open === -1) break;
    const end = closing(text, open);
    choices.set(text.slice(at, open).trim(), text.slice(open + 1, end));
    at = end + 1;
  }
  return choices;
}

function closing(text: string, open: number): number {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if (text[at] === '{') depth++;
    if (text[at] === '}' && --depth === 0) return at;
  }
  throw new Error(`A brace is not closed in: ${text}`);
}
