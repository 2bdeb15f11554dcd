import { knownAtOf } from '@jalons/event-log';
import { addDays, type CivilDate, dateAt, type Uuid } from '@jalons/kernel';
import { gapsOf, type ParcoursState, type Phase, phaseOn } from '@jalons/parcours';
import type { Ties } from '../access/relation.js';
import type { CaseStatus } from '../cases/case-document.js';
import type { DirectoryNames, Named } from '../names/directory-names.js';
import { displayNameOf } from '../names/person-name.js';
import { asEvents, type TimelineEntry } from './timeline-entry.js';

/** What is read of a parcours. */
export interface ParcoursRow extends Omit<Ties, 'referent'> {
  readonly parcours: Uuid;
  readonly beneficiary: Uuid;
  readonly revision: number;
  readonly position: string;
  readonly entries: readonly TimelineEntry[];
  readonly details: Readonly<Record<Uuid, object>>;
  readonly given_name: string | null;
  readonly family_name: string | null;
  readonly birth_date: CivilDate | null;
  readonly qpv: string | null;
}

/** Days on which nobody answered for the parcours. */
export interface GapView {
  readonly from: CivilDate;
  /** The first day on which somebody does again; null while nobody does. */
  readonly to: CivilDate | null;
  /** Up to today, included, while it goes on. */
  readonly days: number;
}

export interface EntryView {
  readonly eventId: Uuid;
  readonly type: string;
  readonly occurredOn: CivilDate;
  /** `HH:mm`, in the zone it was said in. */
  readonly time: string | null;
  /** When it became known: the day it was entered here, or the day the imported source knew it. */
  readonly recordedOn: CivilDate;
  readonly structure: Named | null;
  readonly actor: Named | null;
  readonly data: Readonly<Record<string, unknown>>;
  /** Fields of `data` that are kept from the reader, whole or in part; see splitData for what it tells: nothing. */
  readonly hidden: readonly string[];
  readonly voided: boolean;
  /** The entry that this one replaces. */
  readonly corrects: Uuid | null;
}

export interface ParcoursView {
  readonly parcours: {
    readonly id: Uuid;
    readonly beneficiaryId: Uuid;
    readonly status: CaseStatus;
    readonly openedOn: CivilDate;
    readonly exitedOn: CivilDate | null;
    readonly phase: Phase | null;
    readonly referent: (Named & { readonly structure: Named }) | null;
    /** Those that take part, or did at the exit; `role` as it was said on joining. */
    readonly structures: readonly (Named & {
      readonly role: string | null;
      readonly from: CivilDate;
      readonly to: CivilDate | null;
    })[];
  };
  readonly person: {
    readonly displayName: string;
    readonly birthYear: number | null;
    readonly qpv: string | null;
  };
  /** In the order of the stream; voids themselves show as `voided` on what they took out. */
  readonly entries: readonly EntryView[];
  readonly gaps: readonly GapView[];
  readonly revision: number;
  readonly position: string;
}

/** Puts together what the screens show of a parcours on a day. */
export function parcoursView(
  row: ParcoursRow,
  entries: readonly TimelineEntry[],
  state: ParcoursState,
  names: DirectoryNames,
  { today, zone }: { readonly today: CivilDate; readonly zone: string },
): ParcoursView {
  const { referent } = state;
  return {
    parcours: {
      id: row.parcours,
      beneficiaryId: row.beneficiary,
      status: state.exit === null ? 'open' : 'exited',
      openedOn: state.openedOn!,
      exitedOn: state.exitedOn,
      phase: phaseOn(asEvents(entries), today),
      referent:
        referent === null
          ? null
          : { ...names.professional(referent.professional), structure: names.structure(referent.structure) },
      structures: state.structures.map(({ id, structure, from, to }) => ({
        ...names.structure(structure),
        ...{ role: roleIn(entries, id), from, to },
      })),
    },
    person: {
      displayName: displayNameOf(row.given_name, row.family_name),
      birthYear: row.birth_date === null ? null : Number(row.birth_date.slice(0, 4)),
      qpv: row.qpv,
    },
    entries: entries.filter(({ type }) => type !== 'EntryVoided').map((entry) => entryView(entry, names, zone)),
    gaps: gapsView(entries, state, today),
    revision: row.revision,
    position: row.position,
  };
}

function roleIn(entries: readonly TimelineEntry[], membership: Uuid): string | null {
  const role = entries.find(({ eventId }) => eventId === membership)?.data['role'];
  return typeof role === 'string' ? role : null;
}

function gapsView(entries: readonly TimelineEntry[], state: ParcoursState, today: CivilDate): readonly GapView[] {
  return gapsOf(asEvents(entries), today).map(({ from, to, days }) => {
    const goesOn = state.exit === null && to === today;
    return { from, to: goesOn ? null : addDays(to, 1), days };
  });
}

function entryView(entry: TimelineEntry, names: DirectoryNames, zone: string): EntryView {
  const { eventId, type, occurredOn, at, structure, actor, voided, corrects } = entry;
  const { data, hidden } = withoutUnnamed(entry, names);
  return {
    ...{ eventId, type, occurredOn },
    time: at?.time ?? null,
    recordedOn: dateAt(knownAtOf(entry), zone),
    structure: structure === undefined ? null : names.structure(structure),
    actor: actor === undefined ? null : names.professional(actor),
    ...{ data, hidden, voided },
    corrects: corrects ?? null,
  };
}

/** What leads to the receiver of an orientation: itself, and what it is asked for. */
const TELL_RECEIVER = ['scheme', 'service', 'toStructure'];

/** The receiver that an entry proposes. */
export function receiverIn({ toStructure }: TimelineEntry['data']): Uuid | undefined {
  return toStructure as Uuid | undefined;
}

/**
 * To whom may read the whole proposal, it says whom it is to; to others a receiver of a sensitive kind stays « Autre »,
 * whatever would name it (security.md § 1).
 */
function withoutUnnamed(
  { data, hidden = [] }: TimelineEntry,
  names: DirectoryNames,
): Pick<EntryView, 'data' | 'hidden'> {
  const receiver = receiverIn(data);
  if (receiver === undefined || !hidden.includes('sheet') || names.knowsStructure(receiver)) return { data, hidden };
  const told = Object.entries(data).filter(([name]) => TELL_RECEIVER.includes(name));
  return {
    data: Object.fromEntries(Object.entries(data).filter(([name]) => !TELL_RECEIVER.includes(name))),
    hidden: [...hidden, ...told.map(([name]) => name)].toSorted(),
  };
}
