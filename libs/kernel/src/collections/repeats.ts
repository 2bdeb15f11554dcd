/** Those that come after the first to name the same thing. */
export function repeats<T>(all: readonly T[], keyOf: (one: T) => string): readonly T[] {
  if (all.length < 2) return [];
  const seen = new Set<string>();
  return all.filter((one) => {
    const key = keyOf(one);
    const repeated = seen.has(key);
    seen.add(key);
    return repeated;
  });
}
