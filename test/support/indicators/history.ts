import { createHash } from 'node:crypto';
import { beneficiaryDecider, type BeneficiaryCommand, type BeneficiaryEvent } from '@jalons/beneficiaries';
import {
  knownAtOf,
  nominalKnownAt,
  sharedKnownAt,
  withPending,
  type Decided,
  type Decider,
  type DomainEvent,
  type LifeEvent,
  type StoredEvent,
} from '@jalons/event-log';
import {
  addDays,
  civilDateOf,
  dateAt,
  isDomainError,
  loadNomenclatures,
  type CivilDate,
  type Instant,
  type Uuid,
} from '@jalons/kernel';
import { parcoursDecider, parcoursViolations, type ParcoursCommand, type ParcoursEvent } from '@jalons/parcours';
import { outcomeOf, type Step } from './steps.js';

export const ZONE = 'Europe/Paris';
export const FIRST_DAY = civilDateOf('2022-01-03');
const DAY_MS = 86_400_000;
const PEOPLE = 8;

const codes = loadNomenclatures();
const ofParcours = parcoursDecider(codes);
const ofPeople = beneficiaryDecider(codes);

/** A whole log in clear, as the deciders let it grow; what they refuse leaves nothing. */
export class History {
  readonly events: StoredEvent[] = [];
  readonly people: readonly Uuid[];
  /** Two of them, so that one must not count the other's. */
  readonly territories: readonly [Uuid, Uuid];
  private readonly parcours: { readonly id: Uuid; readonly territory: Uuid }[] = [];
  private now: Instant = Date.parse(`${FIRST_DAY}T08:00:00Z`);

  /** @param name makes the ids of this history unlike those of any other */
  constructor(private readonly name: string) {
    this.people = Array.from({ length: PEOPLE }, (_, n) => this.id(`person ${n}`));
    this.territories = [this.id('territory 0'), this.id('territory 1')];
    for (const person of this.people) {
      const identity = { givenName: 'Inès', familyName: 'Exemple', sex: 'unknown', contacts: {} } as const;
      const residence = { qpv: 'unknown', evidence: 'declared' } as const;
      this.run<BeneficiaryCommand, BeneficiaryEvent>(ofPeople, `beneficiary-${person}`, {
        ...{ type: 'RegisterBeneficiary', on: FIRST_DAY },
        ...{ ...identity, residence },
      });
    }
  }

  /** The last day that anything was recorded on. */
  get today(): CivilDate {
    return dateAt(this.now, ZONE);
  }

  /** Does what a step wishes, if it can be done. */
  take(step: Step): void {
    this.now += step.days * DAY_MS + step.minutes * 60_000;
    const person = this.people[step.subject % PEOPLE]!;
    if (step.what === 'merge' || step.what === 'reverse' || step.what === 'void-person') this.onPerson(step, person);
    else if (step.what === 'open') this.open(step, person);
    else this.onParcours(step);
  }

  private open(step: Step, beneficiaryId: Uuid): void {
    const parcours = {
      id: this.id(`parcours ${this.parcours.length}`),
      territory: this.territories[step.pick % 4 === 0 ? 1 : 0],
    };
    const data = {
      ...{ beneficiaryId, structure: this.id('structure'), entryChannel: 'walk-in' },
      eligibility: { perimeter: 'unknown', qpv: 'unknown', evidence: 'declared', minimumAge: 16, age: 'unknown' },
    } as const;
    const occurredOn = addDays(this.today, -step.back);
    if (this.record(parcours, { type: 'OpenParcours', occurredOn, data }, step)) this.parcours.push(parcours);
  }

  private onParcours(step: Step): void {
    const parcours = this.parcours[step.subject % Math.max(1, this.parcours.length)];
    if (parcours === undefined) return;
    const own = this.of<ParcoursEvent>(`parcours-${parcours.id}`);
    const named = <Type extends ParcoursEvent['type']>(...types: Type[]) =>
      own.findLast((event) => types.includes(event.type as Type)) as
        StoredEvent<Extract<ParcoursEvent, { type: Type }>> | undefined;
    const opening = named('ParcoursOpened')!;
    const on = (days: number): CivilDate => {
      const day = addDays(opening.occurredOn, days);
      const reached = day < this.today ? day : this.today;
      // Often the first of a month, so that exits fall on one day.
      const first = `${reached.slice(0, 7)}-01` as CivilDate;
      return step.outcome % 2 === 0 && first >= opening.occurredOn ? first : reached;
    };
    const exit = named('ParcoursExited');
    const why = 'Saisie par erreur';
    switch (step.what) {
      case 'exit':
        this.record(
          parcours,
          { type: 'ExitParcours', occurredOn: on(step.span), data: outcomeOf(step, on(step.span)) },
          step,
        );
        return;
      case 'correct-exit':
        if (exit === undefined) return;
        this.record(
          parcours,
          {
            ...{ type: 'CorrectEntry', eventId: exit.eventId, why },
            replacement: { type: 'ParcoursExited', occurredOn: on(step.span), data: outcomeOf(step, on(step.span)) },
          },
          step,
        );
        return;
      case 'correct-entry': {
        const { type, data, eventId } = opening;
        const replacement = { type, data, occurredOn: addDays(opening.occurredOn, (step.span % 41) - 20) } as const;
        this.record(parcours, { type: 'CorrectEntry', eventId, why, replacement }, step);
        return;
      }
      case 'reopen':
        if (exit === undefined) return;
        this.record(
          parcours,
          {
            type: 'ReopenParcours',
            occurredOn: addDays(exit.occurredOn, step.back % 61),
            data: { exit: exit.eventId },
          },
          { ...step, imported: false },
        );
        return;
      case 'void-exit':
        if (exit !== undefined) this.record(parcours, { type: 'VoidEntry', eventId: exit.eventId, why }, step);
        return;
      case 'void-void':
      case 'void-reopening': {
        const undoing = named(step.what === 'void-void' ? 'EntryVoided' : 'ParcoursReopened');
        if (undoing !== undefined) this.record(parcours, { type: 'VoidEntry', eventId: undoing.eventId, why }, step);
        return;
      }
      case 'void-entry':
        this.record(parcours, { type: 'VoidEntry', eventId: opening.eventId, why }, step);
        return;
      default:
    }
  }

  private onPerson(step: Step, person: Uuid): void {
    const stream = `beneficiary-${person}` as const;
    const own = this.of<BeneficiaryEvent>(stream);
    const last = (...types: BeneficiaryEvent['type'][]) => own.findLast(({ type }) => types.includes(type))?.eventId;
    if (step.what === 'merge') {
      const into = this.people[step.pick % PEOPLE]!;
      this.run(ofPeople, stream, { type: 'MergeInto', into, self: person });
      return;
    }
    const merge = last('BeneficiaryMerged');
    if (step.what === 'reverse' && merge !== undefined) {
      this.run(ofPeople, stream, { type: 'ReverseMerge', merge });
    }
    const undoing = last('BeneficiaryMerged', 'MergeReversed', 'EntryVoided');
    if (step.what === 'void-person' && undoing !== undefined) {
      this.run(ofPeople, stream, { type: 'VoidBeneficiaryEntry', eventId: undoing, why: 'Rapprochement par erreur' });
    }
  }

  private record(
    parcours: { readonly id: Uuid; readonly territory: Uuid },
    command: ParcoursCommand,
    step: Step,
  ): boolean {
    const stream = `parcours-${parcours.id}` as const;
    const lag = step.imported ? step.lag : null;
    return this.run(ofParcours, stream, command, parcours.territory, lag);
  }

  /** Decides and stores; false where the decider refuses. An import was known to its source `lag` days after it happened. */
  private run<C, E extends DomainEvent>(
    decider: Decider<C, E, readonly StoredEvent<E>[]>,
    stream: `${string}-${Uuid}`,
    command: C,
    territory?: Uuid,
    lag: number | null = null,
  ): boolean {
    const own = this.of<E>(stream);
    let decided: readonly Decided<E>[];
    try {
      decided = decider.decide(command, own, { now: this.now, zone: ZONE });
    } catch (error) {
      if (isDomainError(error)) return false;
      throw error;
    }
    const known = lag === null ? {} : this.imported(own as never, decided as never, lag);
    for (const [index, event] of decided.entries()) {
      this.events.push({
        ...event,
        ...known,
        ...{ eventId: this.id(`event ${this.events.length}`), stream, revision: own.length + index },
        ...{ position: String(this.events.length + 1).padStart(19, '0'), recordedAt: this.now, erased: false },
        ...(territory !== undefined && { territory }),
      } as unknown as StoredEvent);
    }
    return true;
  }

  /** What an import adds to events that were decided together (domain.md § 2). */
  private imported(
    before: readonly LifeEvent<ParcoursEvent>[],
    decided: readonly Decided<ParcoursEvent>[],
    lag: number,
  ): { readonly knownAt?: Instant } {
    const appended = withPending(before, decided, { now: this.now }).slice(before.length);
    const { occurredOn } = decided.at(-1)!;
    const nominal = nominalKnownAt({ knownOn: addDays(occurredOn, lag), occurredOn }, ZONE);
    const knownAt = sharedKnownAt(before, appended, { nominal, now: this.now }, parcoursViolations);
    return knownAt === undefined ? {} : { knownAt };
  }

  private of<E extends DomainEvent>(stream: string): readonly StoredEvent<E>[] {
    return this.events.filter((event) => event.stream === stream) as unknown as readonly StoredEvent<E>[];
  }

  private id(what: string): Uuid {
    const hex = createHash('sha256').update(`${this.name} ${what}`).digest('hex');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }
}

/** True for an event that was known before it was recorded. */
export function isImported(event: StoredEvent): boolean {
  return knownAtOf(event) < event.recordedAt;
}
