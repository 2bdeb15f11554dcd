import { sayReachable } from '../../api/index.js';

/** Milliseconds after which a stream that the server refused is asked for again. */
const AGAIN = 30_000;

const CHANNEL = 'jalons-live';

/** An event as it came, and up to where in the log it tells. */
export interface Told {
  readonly type: string;
  readonly data: string;
  readonly upTo: string;
}

/**
 * Listens for live events through the one stream that a browser may have: of its tabs, the one that holds the lock
 * listens and tells the others; when it closes, the next takes over. Answers how to stop.
 */
export function listenOnce(heard: (told: Told) => void): () => void {
  const stopping = new AbortController();
  const { signal } = stopping;
  const others = new BroadcastChannel(CHANNEL);
  others.addEventListener('message', ({ data }: MessageEvent<Told | 'reachable'>) =>
    data === 'reachable' ? sayReachable() : heard(data),
  );
  const lead = () =>
    stream(signal, {
      opened: () => {
        sayReachable();
        others.postMessage('reachable');
      },
      heard: (told) => {
        heard(told);
        others.postMessage(told);
      },
    });
  // Without locks (a page that is not served over TLS) each tab listens, and the newest is the one that is told.
  const locks = navigator.locks as LockManager | undefined;
  if (locks === undefined) void lead();
  else void locks.request(CHANNEL, { signal }, lead).catch(() => undefined);
  signal.addEventListener('abort', () => others.close());
  return () => stopping.abort();
}

interface Listener {
  /** Now and each time that a lost stream is back. */
  readonly opened: () => void;
  readonly heard: (told: Told) => void;
}

/** Keeps a stream open until stopped, or until the server ends it for good. */
function stream(signal: AbortSignal, { opened, heard }: Listener): Promise<void> {
  // The lock may have been granted to a listener that has left meanwhile.
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    let source: EventSource | undefined;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const end = () => {
      clearTimeout(timer);
      source?.close();
      resolve();
    };
    const open = () => {
      source = new EventSource('/api/v1/live');
      source.addEventListener('open', opened);
      for (const type of ['changed', 'reload']) {
        source.addEventListener(type, (event) => heard({ type, data: event.data, upTo: latestIn(event.lastEventId) }));
      }
      for (const type of ['replaced', 'signed-out']) source.addEventListener(type, end);
      source.addEventListener('error', () => {
        // A lost connection comes back by itself; a refusal does not.
        if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, AGAIN);
      });
    };
    signal.addEventListener('abort', end);
    open();
  });
}

/** A place names a position for each read model that is told of: the latest of them. */
function latestIn(place: string): string {
  return place.split('~').toSorted().at(-1) ?? '';
}
