import type { DraftBox, NamedDraft, Parcel } from '../drafts/index.js';
import { afterFailure, type Delivery } from './delivery.js';

/** Something typed that is not in the log, as far as this page knows. */
export interface Unsent {
  readonly name: string;
  readonly sentence: string;
  /** `draft` was never asked to be sent; `refused` was, and says why not; the others go by themselves. */
  readonly state: 'draft' | 'waiting' | 'sending' | 'refused';
  readonly message?: string;
}

/** What has become of something sent from here: logged, or an earlier version of it was. */
export interface Arrived {
  readonly name: string;
  readonly sentence: string;
  readonly state: 'saved' | 'taken';
  readonly at: Date;
}

export interface OutboxView {
  readonly unsent: readonly Unsent[];
  readonly arrived: readonly Arrived[];
}

export interface OutboxParts {
  readonly box: Pick<DraftBox, 'all' | 'mend' | 'drop'>;
  readonly send: (parcel: Parcel, key: string) => Promise<unknown>;
  /** Does something after so many seconds, unless what it answers is called. */
  readonly later: (seconds: number, act: () => void) => () => void;
  readonly now: () => Date;
  /** What is said of a step that waits for its author to sign in again. */
  readonly signedOut: string;
}

/**
 * Steps that were asked to be sent and were not answered: the form was closed, the tab, the server. They are sent from
 * whichever page is open, under the key of their form, so that each is logged once; a draft is only shown. A form that
 * is open looks after its own.
 */
export class Outbox {
  private view: OutboxView = { unsent: [], arrived: [] };
  private readonly listeners = new Set<() => void>();
  private readonly held = new Map<string, number>();
  private readonly tries = new Map<string, number>();
  private running = Promise.resolve();
  private cancel = () => {};

  constructor(private readonly parts: OutboxParts) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly snapshot = (): OutboxView => this.view;

  /** Leaves a draft to its open form, until what it answers is called. */
  hold(name: string): () => void {
    this.held.set(name, (this.held.get(name) ?? 0) + 1);
    this.show({ unsent: this.view.unsent.filter((item) => item.name !== name) });
    let holding = true;
    return () => {
      if (!holding) return;
      holding = false;
      const left = (this.held.get(name) ?? 1) - 1;
      if (left === 0) this.held.delete(name);
      else this.held.set(name, left);
      void this.look();
    };
  }

  /** Looks at what lies there, and sends what waits; one look after the other. */
  look(): Promise<void> {
    this.running = this.running.then(() => this.round()).catch(() => undefined);
    return this.running;
  }

  /** Throws a draft away. */
  async discard(name: string): Promise<void> {
    await this.parts.box.drop(name);
    await this.look();
  }

  dismiss(name: string): void {
    this.show({ arrived: this.view.arrived.filter((item) => item.name !== name) });
  }

  private async round(): Promise<void> {
    this.cancel();
    const drafts = (await this.parts.box.all()).filter(({ name }) => !this.held.has(name));
    this.show({ unsent: drafts.map(unsentOf) });
    const waits: number[] = [];
    for (const each of drafts) {
      const { parcel } = each.draft;
      // Opened meanwhile: its form sends it.
      if (parcel === undefined || this.held.has(each.name)) continue;
      this.mark(each.name, 'sending');
      const outcome = await this.deliver(each, parcel);
      if (outcome.state === 'waiting') waits.push(outcome.delay);
    }
    if (waits.length > 0) this.cancel = this.parts.later(Math.min(...waits), () => void this.look());
  }

  private async deliver({ name, draft }: NamedDraft, parcel: Parcel): Promise<Delivery> {
    const { box, send, now, signedOut } = this.parts;
    const tried = this.tries.get(name) ?? 0;
    let outcome: Delivery = { state: 'saved' };
    try {
      await send(parcel, draft.key);
    } catch (error) {
      outcome = afterFailure(error, tried, {}, signedOut);
    }
    switch (outcome.state) {
      case 'waiting':
        this.tries.set(name, outcome.attempt);
        this.mark(name, 'waiting');
        break;
      case 'refused': {
        const message = [outcome.message, ...outcome.rest].join(' ');
        const { parcel: _, ...kept } = draft;
        // A session that is over refuses nothing: the same person sends it once signed in again.
        if (outcome.signIn !== true) await box.mend(name, { ...kept, refused: message });
        this.mark(name, 'refused', message);
        break;
      }
      case 'saved':
      case 'taken': {
        await box.drop(name, draft.key);
        const arrived: Arrived = { name, sentence: draft.sentence ?? '', state: outcome.state, at: now() };
        this.show({
          unsent: this.view.unsent.filter((item) => item.name !== name),
          arrived: [...this.view.arrived.filter((item) => item.name !== name), arrived],
        });
        break;
      }
      default:
        break;
    }
    if (outcome.state !== 'waiting') this.tries.delete(name);
    return outcome;
  }

  private mark(name: string, state: Unsent['state'], message?: string): void {
    this.show({
      unsent: this.view.unsent.map((item) =>
        item.name === name ? { ...item, state, ...(message !== undefined && { message }) } : item,
      ),
    });
  }

  private show(change: Partial<OutboxView>): void {
    this.view = { ...this.view, ...change };
    for (const listener of this.listeners) listener();
  }
}

function unsentOf({ name, draft: { parcel, refused, sentence = '' } }: NamedDraft): Unsent {
  if (parcel !== undefined) return { name, sentence, state: 'waiting' };
  if (refused !== undefined) return { name, sentence, state: 'refused', message: refused };
  return { name, sentence, state: 'draft' };
}

/** What stands in the place of a parcours in the name of the draft of an encounter: it is of none. */
export const OUTREACH = 'aller-vers';

/** The form that a draft belongs to, as its address names it: `<parcours>/<kind>/<entry>`, or `aller-vers//<draft>`. */
export function formOf(name: string): { readonly parcoursId: string; readonly kind: string; readonly on?: string } {
  const [parcoursId = '', kind = '', on = ''] = name.split('/');
  return { parcoursId, kind, ...(on !== '' && { on }) };
}
