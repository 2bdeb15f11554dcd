import type { StoredEvent } from '@jalons/event-log';
import { dateAt } from '@jalons/kernel';
import { isImported, ZONE } from './history.js';

type AnyEvent = StoredEvent & { readonly data: Readonly<Record<string, unknown>> };

/** What a history of a parcours or a person may hold, each found in its own events. */
const KINDS: Readonly<Record<string, (own: readonly AnyEvent[]) => boolean>> = {
  'late entry or exit': (own) =>
    own.some((event) => event.occurredOn < dateAt(event.recordedAt, ZONE) && isFact(event)),
  'known before it was recorded (import)': (own) => own.some(isImported),
  'knowledge against the stream': (own) =>
    own.some((event, index) => own.slice(0, index).some((before) => knowledge(before) > knowledge(event))),
  'entry corrected': (own) => own.some(({ type, corrects }) => type === 'ParcoursOpened' && corrects !== undefined),
  'exit corrected': (own) => own.some(({ type, corrects }) => type === 'ParcoursExited' && corrects !== undefined),
  'exit voided': (own) => own.some((event) => event.type === 'ParcoursExited' && isVoided(event, own)),
  'void voided': (own) => own.some((event) => event.type === 'EntryVoided' && isVoided(event, own)),
  'exit reopened': (own) => own.some(({ type }) => type === 'ParcoursReopened'),
  'reopening voided': (own) => own.some((event) => event.type === 'ParcoursReopened' && isVoided(event, own)),
  'exit to a contract of unknown end': (own) =>
    own.some(({ data }) => (data.contract as { endsOn?: string } | undefined)?.endsOn === 'unknown'),
};

const OF_PEOPLE: Readonly<Record<string, (own: readonly AnyEvent[]) => boolean>> = {
  merged: (own) => own.some(({ type }) => type === 'BeneficiaryMerged'),
  'merge reversed': (own) => own.some(({ type }) => type === 'MergeReversed'),
  'merge or reversal voided': (own) => own.some(({ type }) => type === 'EntryVoided'),
};

/** Counts, over many histories, in which share of parcours and of people each kind comes about. */
export class Shares {
  private readonly found = new Map<string, number>();
  private parcours = 0;
  private people = 0;

  add(log: readonly StoredEvent[]): void {
    for (const stream of new Set(log.map((event) => event.stream))) {
      const own = (log as readonly AnyEvent[]).filter((event) => event.stream === stream);
      const isParcours = stream.startsWith('parcours-');
      if (isParcours) this.parcours += 1;
      else this.people += 1;
      for (const [kind, holds] of Object.entries(isParcours ? KINDS : OF_PEOPLE)) {
        this.found.set(kind, (this.found.get(kind) ?? 0) + Number(holds(own)));
      }
    }
  }

  /** Each kind with its share, printed too; 0 where it never came about. */
  print(title: string): ReadonlyMap<string, number> {
    const shares = new Map([
      ...Object.keys(KINDS).map((kind) => [kind, (this.found.get(kind) ?? 0) / this.parcours] as const),
      ...Object.keys(OF_PEOPLE).map((kind) => [kind, (this.found.get(kind) ?? 0) / this.people] as const),
    ]);
    const lines = [...shares].map(([kind, share]) => `  ${(100 * share).toFixed(1).padStart(5)} %  ${kind}`);
    console.log([`${title}: ${this.parcours} parcours, ${this.people} people`, ...lines].join('\n'));
    return shares;
  }
}

function isFact({ type }: AnyEvent): boolean {
  return type === 'ParcoursOpened' || type === 'ParcoursExited';
}

function isVoided({ eventId }: AnyEvent, own: readonly AnyEvent[]): boolean {
  return own.some(({ type, data }) => type === 'EntryVoided' && data.eventId === eventId);
}

function knowledge({ knownAt, recordedAt }: AnyEvent): number {
  return Math.min(knownAt ?? recordedAt, recordedAt);
}
