import { tabStorage, type TabStore } from './tab-storage.js';

/** Names the structure that a command acts for; the server knows by itself where only one is held. */
export const STRUCTURE = 'Jalons-Structure';

const STORED = 'jalons.structure';

/**
 * For which of their structures whoever is signed in acts. Kept for the tab: two tabs may act for two structures. Until
 * somebody chooses it is the first of the list, which every page shows: a step refused for want of a choice would be
 * lost in the street, and one logged for the other structure is seen at once and voided. Never one that is not held:
 * the server would refuse all that is sent.
 */
export class ActingFor {
  private held: readonly string[] = [];
  private chosen: string | undefined;
  private readonly listeners = new Set<() => void>();

  /** @param store where the choice outlives a reload; undefined where the browser refuses storage */
  constructor(private readonly store: TabStore | undefined) {
    this.chosen = store?.getItem(STORED) ?? undefined;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** The structure in question; undefined for who holds none. */
  readonly current = (): string | undefined => this.held.find((structure) => structure === this.chosen) ?? this.held[0];

  /** Of the structures that a command can only be for, the one that is held; undefined where none is. */
  among(...structures: readonly string[]): string | undefined {
    return structures.find((structure) => this.held.includes(structure));
  }

  /** What a command that names no structure itself carries: nothing, unless there is a choice. */
  headers(): Readonly<Record<string, string>> {
    const structure = this.current();
    return structure === undefined || this.held.length < 2 ? {} : { [STRUCTURE]: structure };
  }

  /** The structures of whoever is signed in, in the order in which they are offered. */
  hold(structures: readonly string[]): void {
    this.held = structures;
    this.tell();
  }

  choose(structure: string): void {
    this.chosen = structure;
    this.store?.setItem(STORED, structure);
    this.tell();
  }

  /** For whoever signs in next. */
  forget(): void {
    this.chosen = undefined;
    this.store?.removeItem(STORED);
    this.hold([]);
  }

  private tell(): void {
    for (const listener of this.listeners) listener();
  }
}

/** Of this tab. */
export const acting = new ActingFor(tabStorage());
