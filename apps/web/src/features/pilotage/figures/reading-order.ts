/** What a committee asks first; a definition that is not named here comes after, in the order of the server. */
const FIRST = ['iae-dynamic', 'people-active', 'parcours-active', 'exits', 'exits-unknown', 'iae-durable'];

/** Indicators in the order in which they are read. */
export function inReadingOrder<Item extends { readonly id: string }>(items: readonly Item[]): readonly Item[] {
  const rank = ({ id }: Item) => (FIRST.includes(id) ? FIRST.indexOf(id) : FIRST.length);
  return items.toSorted((a, b) => rank(a) - rank(b));
}
