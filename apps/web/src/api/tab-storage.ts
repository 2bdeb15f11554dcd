export type TabStore = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/**
 * What this tab keeps over a reload, and no other tab sees; undefined where the browser refuses storage. What it refuses
 * to keep, for want of room, lasts as long as the page: no command fails for it.
 */
export function tabStorage(): TabStore | undefined {
  try {
    const store = globalThis.sessionStorage as Storage | undefined;
    return store && forgiving(store);
  } catch {
    return undefined;
  }
}

/** @param store of a browser, which throws where it keeps no more */
export function forgiving(store: TabStore): TabStore {
  return {
    getItem: (name) => store.getItem(name),
    removeItem: (name) => store.removeItem(name),
    setItem(name, value) {
      try {
        store.setItem(name, value);
      } catch {
        // As if there were no storage.
      }
    },
  };
}
