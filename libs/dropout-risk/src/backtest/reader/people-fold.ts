import { identityOf, type BeneficiaryEvent } from '@jalons/beneficiaries';
import { unvoided, type LifeEvent, type StoredEvent } from '@jalons/event-log';
import { ageOn, type CivilDate, type Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import { keptEvent, lifeEntry } from '../../read/kept-event.js';
import type { Traits } from '../observation.js';
import type { Days, KnownEncounter, ParcoursHistory, PersonHistory } from '../person-history.js';
import { subjectOf } from './read-types.js';

type PersonEntry = LifeEvent<BeneficiaryEvent>;

interface FoldedParcours {
  readonly id: Uuid;
  readonly entries: LifeEvent<ParcoursEvent>[];
  readonly territory: Uuid | undefined;
}

interface FoldedPerson {
  readonly entries: PersonEntry[];
  readonly parcours: Map<Uuid, FoldedParcours>;
}

/** What the fold is told of the others. */
export interface FoldSettings {
  readonly merged: ReadonlyMap<Uuid, Uuid>;
  readonly encounters: ReadonlyMap<Uuid, readonly KnownEncounter[]>;
  readonly territory: Uuid | undefined;
  daysOf(territory: Uuid | undefined): Days;
}

/** Gathers the events of some people into their histories. */
export class PeopleFold {
  private readonly people = new Map<Uuid, FoldedPerson>();

  constructor(private readonly settings: FoldSettings) {}

  add(event: StoredEvent): void {
    const parcours = subjectOf('parcours', event.stream);
    if (parcours !== null) {
      const person = this.person(event.keyId);
      let known = person.parcours.get(parcours);
      if (known === undefined) {
        known = { id: parcours, entries: [], territory: event.territory };
        person.parcours.set(parcours, known);
      }
      known.entries.push(keptEvent(event as StoredEvent<ParcoursEvent>));
    } else if (subjectOf('beneficiary', event.stream) === event.keyId) {
      this.person(event.keyId).entries.push(keptOfPerson(event as StoredEvent<BeneficiaryEvent>));
    }
  }

  /** How many people there are, merged ones each by themselves. */
  get size(): number {
    return this.people.size;
  }

  /**
   * One history after another, each with how many people it took; what was told is dropped on the way. People without
   * any parcours of the territory asked for are passed over.
   * @param isGone people of whom something could not be opened: as if nobody had ever known them
   */
  *histories(isGone: (keyId: Uuid) => boolean): Generator<readonly [history: PersonHistory | null, people: number]> {
    const groups = new Map<Uuid, Uuid[]>();
    for (const person of this.people.keys()) {
      const component = this.settings.merged.get(person);
      if (component === undefined) yield [this.historyOf(person, [person], isGone), 1];
      else groups.set(component, [...(groups.get(component) ?? []), person]);
    }
    for (const [component, members] of groups) yield [this.historyOf(component, members, isGone), members.length];
  }

  private historyOf(person: Uuid, members: readonly Uuid[], isGone: (keyId: Uuid) => boolean): PersonHistory | null {
    const known = members.filter((id) => !isGone(id)).map((id) => ({ id, folded: this.people.get(id)! }));
    for (const id of members) this.people.delete(id);
    const { territory } = this.settings;
    const parcours = known.flatMap(({ id: beneficiary, folded }) =>
      [...folded.parcours.values()].map((one): ParcoursHistory => ({
        ...{ id: one.id, beneficiary, entries: one.entries, days: this.settings.daysOf(one.territory) },
        ...(territory !== undefined && one.territory !== territory && { elsewhere: true as const }),
      })),
    );
    if (parcours.every(({ elsewhere }) => elsewhere === true)) return null;
    const records = known.map(({ id, folded }) => ({ id, entries: folded.entries }));
    return {
      ...{ person, parcours, records, traits: (on) => traitsOf(records, on) },
      encounters: known.flatMap(({ id }) => this.settings.encounters.get(id) ?? []),
    };
  }

  private person(id: Uuid): FoldedPerson {
    const known = this.people.get(id);
    if (known !== undefined) return known;
    const person = { entries: [], parcours: new Map<Uuid, FoldedParcours>() };
    this.people.set(id, person);
    return person;
  }
}

/** Codes, days and ids; no name, no address, no reason. */
function keptOfPerson(event: StoredEvent<BeneficiaryEvent>): PersonEntry {
  const { sex, birthDate, residence, purpose, objection, restriction, into, merge, eventId } = event.data as Readonly<
    Record<string, unknown>
  >;
  const qpv = (residence as { readonly qpv?: unknown } | undefined)?.qpv;
  const data = {
    ...(sex !== undefined && { sex }),
    ...(birthDate !== undefined && { birthDate }),
    ...(residence !== undefined && { residence: { qpv } }),
    ...{ purpose, objection, restriction, into, merge, eventId },
  };
  return lifeEntry<BeneficiaryEvent>(event, data);
}

const UNKNOWN: Traits = { sex: null, age: null, qpv: null };

/** What her records say, the first of them that says anything. */
function traitsOf(records: PersonHistory['records'], on: CivilDate): Traits {
  for (const { entries } of records) {
    const identity = identityOf(unvoided(entries) as readonly PersonEntry[]);
    if (identity === null) continue;
    const { sex, birthDate, residence } = identity;
    return {
      sex: sex === 'unknown' ? null : sex,
      age: birthDate === null ? null : bandOf(ageOn(birthDate, on)),
      qpv: residence.qpv === 'unknown' ? null : residence.qpv === null ? 'outside' : 'inside',
    };
  }
  return UNKNOWN;
}

/** The bands in which employment policies count: under 26, 26 to 49, 50 and over. */
function bandOf(age: number): string {
  if (age < 26) return 'under-26';
  return age < 50 ? '26-49' : '50-and-over';
}
