export type TabStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** What this tab keeps over a reload, and no other tab sees; undefined where the browser refuses storage. */
export function tabStorage(): TabStore | undefined {
  try {
    return globalThis.sessionStorage;
  } catch {
    return undefined;
  }
}
