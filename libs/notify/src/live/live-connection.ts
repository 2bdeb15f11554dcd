import { Readable } from 'node:stream';
import type { LiveChanges, LivePlace } from './live-source.js';

/** Milliseconds after which a browser that lost the connection opens it again. */
const RETRY_MS = 5_000;
/** What waits for one slow reader before it counts as slow. Stated, since Node's own figure is not that of every version. */
const BUFFERED_BYTES = 16 * 1024;

/** One browser that listens: a stream of server-sent events, never filled beyond what its reader takes. */
export class LiveConnection extends Readable {
  /** Up to there the browser has heard everything; null before it was told where things stand. */
  since: LivePlace | null;
  /** Something may have changed since it was last told. */
  stale = true;
  private full = false;
  private told = false;

  /**
   * @param since what the browser heard last, where it comes back
   * @param onDrain the reader takes more again
   */
  constructor(
    readonly token: string,
    readonly professional: string,
    since: LivePlace | null,
    private readonly onDrain: () => void,
  ) {
    super({ encoding: 'utf8', highWaterMark: BUFFERED_BYTES });
    this.since = since;
    this.write(`retry: ${RETRY_MS}\n\n`);
  }

  /** False while the reader is slow: what changes meanwhile is told at once when it has caught up. */
  get takesMore(): boolean {
    return !this.full && !this.destroyed && !this.readableEnded;
  }

  override _read(): void {
    if (!this.full) return;
    this.full = false;
    this.onDrain();
  }

  /** Tells what changed; the first time also where nothing did, so that the browser knows where it stands. */
  tell({ upTo, ids, more }: LiveChanges): void {
    this.since = upTo;
    const changed = more || Object.values(ids).some((each) => each.length > 0);
    if (more) this.event('reload', {});
    else if (changed) this.event('changed', ids);
    else if (!this.told) this.event('ready', {});
    this.told = true;
  }

  /** Keeps proxies from closing a silent connection, and finds out a dead one. */
  beat(): void {
    if (this.takesMore) this.write(': \n\n');
  }

  /** Says why, and ends: the browser is not to come back by itself. */
  finish(why: 'signed-out' | 'replaced'): void {
    if (this.takesMore) this.event(why, {});
    this.push(null);
  }

  private event(name: string, data: object): void {
    const id = this.since === null ? '' : `id: ${this.since}\n`;
    this.write(`event: ${name}\n${id}data: ${JSON.stringify(data)}\n\n`);
  }

  private write(text: string): void {
    this.full = !this.push(text);
  }
}
