import type { TabStore } from './tab-storage.js';

const STORED = 'jalons.position';

/** How far the log was with what was last written in a tab: a page that is opened anew there waits for it as well. */
export class LastWritten {
  private position: string | undefined;

  /** @param store where it outlives a reload; undefined where the browser refuses storage */
  constructor(private readonly store: TabStore | undefined) {
    this.position = store?.getItem(STORED) ?? undefined;
  }

  /** Undefined until something was written. */
  readonly current = (): string | undefined => this.position;

  /** Of an answer to a command; of two that arrive out of order, the later position stands. */
  note(position: string): void {
    if (position <= (this.position ?? '')) return;
    this.position = position;
    this.store?.setItem(STORED, position);
  }

  /**
   * Where it was waited for in vain: the server may have been put back to a state before it, and no reload should wait
   * again. The page that is open still does, as its reader has seen it saved.
   */
  waitedInVain(): void {
    this.store?.removeItem(STORED);
  }
}
