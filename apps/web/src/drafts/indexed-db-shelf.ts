import type { Sealed, Session, Shelf } from './draft-box.js';

const NAME = 'jalons-drafts';
const SESSION = 'session';

/** Drafts in IndexedDB, the one storage of a browser that keeps a key without showing its bytes. */
export function indexedDbShelf(): Shelf {
  return {
    readSession: () => inStore<Session | undefined>('keys', 'readonly', (store) => store.get(SESSION)),
    beginSession,
    names: async () => (await inStore('drafts', 'readonly', (store) => store.getAllKeys())).map(String),
    read: (name) => inStore<Sealed | undefined>('drafts', 'readonly', (store) => store.get(name)),
    write: (name, sealed, only) => change(name, only, (store) => store.put(sealed, name)),
    remove: (name, only) => change(name, only, (store) => store.delete(name)),
  };
}

/** At sign-out: nothing typed here can be read by whoever sits down next. */
export async function wipeDrafts(): Promise<void> {
  await inStore('keys', 'readwrite', (store) => store.clear());
  await inStore('drafts', 'readwrite', (store) => store.clear());
}

/** In one transaction: of two tabs that begin at once, the second takes the session of the first. */
async function beginSession(next: Session, stands: (held: Session) => boolean): Promise<Session> {
  const database = await opened();
  try {
    const transaction = database.transaction(['keys', 'drafts'], 'readwrite');
    const keys = transaction.objectStore('keys');
    const held = await settled<Session | undefined>(keys.get(SESSION));
    if (held !== undefined && stands(held)) return held;
    transaction.objectStore('drafts').clear();
    await settled(keys.put(next, SESSION));
    return next;
  } finally {
    database.close();
  }
}

/** In one transaction, so that no other tab comes between the look and the change. */
async function change(name: string, only: string | undefined, act: (store: IDBObjectStore) => void): Promise<void> {
  const database = await opened();
  try {
    const transaction = database.transaction('drafts', 'readwrite');
    const store = transaction.objectStore('drafts');
    const done = completed(transaction);
    const held = only === undefined ? undefined : await settled<Sealed | undefined>(store.get(name));
    if (held?.key === only) act(store);
    await done;
  } finally {
    database.close();
  }
}

async function inStore<Result>(
  name: 'keys' | 'drafts',
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Result>,
): Promise<Result> {
  const database = await opened();
  try {
    const transaction = database.transaction(name, mode);
    const done = completed(transaction);
    const result = await settled(ask(transaction.objectStore(name)));
    await done;
    return result;
  } finally {
    database.close();
  }
}

function opened(): Promise<IDBDatabase> {
  const request = indexedDB.open(NAME, 1);
  request.addEventListener('upgradeneeded', () => {
    request.result.createObjectStore('keys');
    request.result.createObjectStore('drafts');
  });
  return settled(request);
}

/** A request may succeed in a transaction that the end of its tab undoes: only the end of the transaction is for good. */
function completed(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.addEventListener('complete', () => resolve());
    const failed = () => reject(transaction.error ?? new Error('IndexedDB'));
    for (const type of ['error', 'abort']) transaction.addEventListener(type, failed);
  });
}

function settled<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener('success', () => resolve(request.result));
    request.addEventListener('error', () => reject(request.error ?? new Error('IndexedDB')));
  });
}
