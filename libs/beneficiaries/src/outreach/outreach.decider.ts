import {
  judgedDecider,
  voidEntry,
  type Decided,
  type Decider,
  type DecisionContext,
  type LifeEvent,
  type StoredEvent,
  type Violation,
} from '@jalons/event-log';
import {
  codeOn,
  dateAt,
  DomainError,
  invalidField,
  repeats,
  type CivilDate,
  type DatedCodes,
  type Uuid,
} from '@jalons/kernel';
import { refuseNir } from '../beneficiary/identity-checks.js';
import type { OutreachEvent } from './outreach.events.js';
import { outreachLife, outreachState } from './outreach.state.js';

type DataOf<Type extends OutreachEvent['type']> = Extract<OutreachEvent, { type: Type }>['data'];

export type OutreachCommand =
  | {
      readonly type: 'RecordEncounter';
      readonly on: CivilDate;
      /** `HH:mm`, in the zone of the decision. */
      readonly time?: string;
      readonly encounter: DataOf<'OutreachEncounterRecorded'>;
    }
  | { readonly type: 'LinkToBeneficiary'; readonly beneficiaryId: Uuid }
  | { readonly type: 'VoidOutreachEntry'; readonly eventId: Uuid; readonly why: string };

type Entries = readonly StoredEvent<OutreachEvent>[];

/** More people at once than any hall holds is a slip. */
export const MOST_PEOPLE = 1_000;
const LONGEST_PLACE = 200;

/** Decides on one encounter of aller-vers; `codes` has `contact-channels`, `qpv`, `needs` and `barriers`. */
export function outreachDecider(codes: DatedCodes): Decider<OutreachCommand, OutreachEvent, Entries> {
  return judgedDecider({
    category: 'outreach',
    violationsOf: outreachViolations,
    decide(command, entries, context) {
      refuseNir(command);
      return [decideOne(command, entries, context, codes)];
    },
  });
}

function decideOne(
  command: OutreachCommand,
  entries: Entries,
  context: DecisionContext,
  codes: DatedCodes,
): Decided<OutreachEvent> {
  const today = dateAt(context.now, context.zone);
  const { encounter } = outreachState(entries);
  switch (command.type) {
    case 'RecordEncounter': {
      if (entries.length > 0) {
        throw new DomainError('conflict', 'outreach-already-recorded', 'Cette rencontre est déjà enregistrée.');
      }
      const { on, time, encounter: data } = command;
      if (on > today) throw invalidField('/occurredOn', 'in-the-future', 'La date ne peut pas être dans le futur.');
      checkEncounter(data, on, codes);
      const at = time === undefined ? {} : { at: { time, zone: context.zone } };
      return { type: 'OutreachEncounterRecorded', data, occurredOn: on, ...at };
    }
    case 'LinkToBeneficiary':
      if (encounter === null) throw outreachUnknown();
      if (encounter.data.count > 1) {
        throw new DomainError(
          'unprocessable',
          'outreach-of-several',
          'Cette rencontre a réuni plusieurs personnes : enregistrez à part celle de la personne que vous suivez.',
        );
      }
      return {
        type: 'OutreachLinkedToBeneficiary',
        data: { beneficiaryId: command.beneficiaryId },
        occurredOn: today,
      };
    case 'VoidOutreachEntry':
      if (entries.length === 0) throw outreachUnknown();
      return voidEntry(entries, outreachLife(entries), () => [], command, context);
  }
}

/** One answer for an encounter that does not exist and one of another structure. */
export function outreachUnknown(): DomainError {
  return new DomainError('not-found', 'outreach-unknown', 'Cette rencontre n’existe pas ou ne vous est pas ouverte.');
}

/** Codes of the day, people that can be counted, a place that can be read. */
function checkEncounter(
  { channel, qpv, needs, count, place }: DataOf<'OutreachEncounterRecorded'>,
  on: CivilDate,
  codes: DatedCodes,
): void {
  codeOn(codes, '/channel', 'contact-channels', channel, on);
  if (qpv !== undefined) codeOn(codes, '/qpv', 'qpv', qpv, on);
  needs.forEach((need, index) => codeOn(codes, `/needs/${index}`, ['needs', 'barriers'], need, on));
  if (repeats(needs, (need) => need).length > 0) {
    throw invalidField('/needs', 'repeated-code', 'Chaque valeur ne figure qu’une fois.');
  }
  if (!Number.isInteger(count) || count < 1 || count > MOST_PEOPLE) {
    throw invalidField('/count', 'count-range', `Indiquez un nombre de personnes entre 1 et ${MOST_PEOPLE}.`);
  }
  if (place !== undefined && (place.label.trim() === '' || place.label.length > LONGEST_PLACE)) {
    throw invalidField('/place/label', 'label-length', `Indiquez un lieu en ${LONGEST_PLACE} caractères au plus.`);
  }
}

/** One encounter, linked to one person at most. */
export function outreachViolations(events: readonly LifeEvent<OutreachEvent>[]): readonly Violation[] {
  const life = outreachLife(events);
  const encounters = life.steps.filter(({ type }) => type === 'OutreachEncounterRecorded');
  const links = life.steps.filter(({ type }) => type === 'OutreachLinkedToBeneficiary');
  return [
    ...(encounters.length === 0 && links.length > 0
      ? [
          {
            code: 'outreach-unrecorded',
            message: 'La rencontre ne peut pas être annulée tant qu’elle est rattachée à une personne.',
            entries: [],
          },
        ]
      : []),
    ...repeats(links, () => 'link').map(({ eventId }) => ({
      code: 'outreach-linked-twice',
      message: 'Cette rencontre est déjà rattachée à une personne : annulez d’abord ce rattachement.',
      entries: [eventId],
      field: '/beneficiaryId',
    })),
  ];
}
