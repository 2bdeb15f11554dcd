import type { BeneficiaryEvent } from '@jalons/beneficiaries';
import type { LifeEvent, StoredEvent } from '@jalons/event-log';
import { addDays, civilDateOf, loadNomenclatures } from '@jalons/kernel';
import { type ParcoursEvent, parcoursViolations } from '@jalons/parcours';
import fc from 'fast-check';
import { testId } from '../../../test/support/given.js';
import { projectionContract } from '../../../test/support/projections/projection.contract.js';
import * as told from '../../../test/support/told.js';
import { caseViewsProjection } from './case-views.projection.js';

const projection = caseViewsProjection(loadNomenclatures());

const { AMINA, BRUNO, CCAS, FIRST, MISSION, OTHERS, PLIE, SECOND } = told;
const CHLOE = testId(3);
const FROM = civilDateOf('2026-02-01');

/** A step of a parcours: what, in which of three, on which day; `which` picks the entry that it answers. */
const anyStep = fc.record({
  kind: fc.constantFrom(
    ...(['assigned', 'released', 'proposed', 'accepted', 'started', 'declined', 'left', 'barrier', 'planned'] as const),
    ...(['contact', 'appointment', 'exited', 'reopened', 'voided', 'renamed', 'erased'] as const),
    ...(['merged', 'reversed', 'unmerged', 'suspected', 'informed', 'objected', 'declared', 'restricted'] as const),
  ),
  parcours: fc.constantFrom(FIRST, SECOND, OTHERS),
  day: fc.nat({ max: 40 }),
  which: fc.nat(),
  structure: fc.constantFrom(MISSION, PLIE, CCAS),
});
type AnyStep = typeof anyStep extends fc.Arbitrary<infer Step> ? Step : never;

const logs = fc.array(anyStep, { minLength: 4, maxLength: 24 }).map(logOf);

/** Two people and three parcours, opened, then whatever of the steps breaks nothing. */
function logOf(steps: readonly AnyStep[]): readonly StoredEvent[] {
  const log = new told.Told();
  const erased = new Set<string>();
  log.person(AMINA, told.registration('Amina'));
  log.person(BRUNO, told.registration('Bruno'));
  log.person(CHLOE, told.registration('Chloé'));
  log.step(FIRST, told.opening(AMINA, 'outreach'), FROM);
  log.step(OTHERS, told.opening(BRUNO), FROM);
  log.step(SECOND, told.opening(AMINA), FROM, { structure: PLIE });
  for (const step of steps) {
    const person = step.parcours === OTHERS ? BRUNO : AMINA;
    if (erased.has(person)) continue;
    const ofPerson = personEvent(log, step, person);
    if (ofPerson !== null) {
      if (!erased.has(ofPerson.other)) log.person(person, ofPerson.event);
    } else if (step.kind === 'erased') {
      log.person(person, { type: 'BeneficiaryErased', data: { intent: testId(900) } });
      log.log.push({ ...log.log.pop()!, keyId: testId(0) } as StoredEvent);
      erased.add(person);
    } else {
      add(log, step);
    }
  }
  return log.log;
}

/** What is said of a person, and whom it names besides; null for a step of her parcours. */
function personEvent(log: told.Told, { kind, day, which }: AnyStep, person: string) {
  const others = [AMINA, BRUNO, CHLOE].filter((each) => each !== person);
  const other = others[which % others.length]!;
  const own = log.log.filter(({ stream }) => stream === `beneficiary-${person}`);
  const merges = own.filter(({ type }) => type === 'BeneficiaryMerged');
  const merge = merges[which % Math.max(1, merges.length)]?.eventId ?? testId(0);
  const events: Partial<Record<AnyStep['kind'], BeneficiaryEvent>> = {
    renamed: { type: 'ProfileUpdated', data: { familyName: `Exemple-${day}` } },
    merged: { type: 'BeneficiaryMerged', data: { into: other } },
    reversed: { type: 'MergeReversed', data: { merge } },
    unmerged: told.voids(merge),
    suspected: { type: 'DuplicateSuspected', data: { other, because: 'operator' } },
    informed: { type: 'InformationNoticeGiven', data: { article: 13, means: 'oral' } },
    declared: {
      type: 'CriterionDeclared',
      data: { criterion: day % 2 === 0 ? 'aah' : 'rsa', answer: 'yes', on: FROM },
    },
    restricted: { type: 'ProcessingRestricted', data: { reason: 'exactitude contestée' } },
    objected: { type: 'ObjectionRecorded', data: { purpose: 'sharing' } },
  };
  const event = events[kind];
  return event === undefined ? null : { event, other };
}

function add(log: told.Told, { parcours, day, which, kind, structure }: AnyStep): void {
  const stream = log.log.filter((event) => event.stream === `parcours-${parcours}`);
  const pick = (...types: string[]): string => {
    const found = stream.filter(({ type }) => types.includes(type));
    return found[which % Math.max(1, found.length)]?.eventId ?? testId(0);
  };
  const event = eventOf(kind, pick, structure, testId(600 + (which % 3)));
  log.step(parcours, event, addDays(FROM, day), { structure });
  const after = [...stream, log.log.at(-1)!] as unknown as readonly LifeEvent<ParcoursEvent>[];
  if (parcoursViolations(after).length > 0) log.log.pop();
}

function eventOf(
  kind: AnyStep['kind'],
  pick: (...types: string[]) => string,
  structure: string,
  barrierId: string,
): ParcoursEvent {
  const proof = { kind: 'none' };
  switch (kind) {
    case 'assigned':
      return told.assigned(told.INES, structure);
    case 'released':
      return { type: 'ReferentReleased', data: { assignment: pick('ReferentAssigned') } };
    case 'proposed':
      return told.proposal(structure, { need: structure === CCAS ? 'sante' : 'mobilite' });
    case 'accepted':
      return { type: 'OrientationAccepted', data: { orientation: pick('OrientationProposed') } };
    case 'started':
      return { type: 'OrientationStarted', data: { orientation: pick('OrientationProposed') } };
    case 'declined': {
      const data = { orientation: pick('OrientationProposed'), by: 'structure', reason: 'no-place' } as const;
      return { type: 'OrientationDeclined', data };
    }
    case 'left':
      return { type: 'StructureLeft', data: { membership: pick('ParcoursOpened'), reason: 'handed-over' } };
    case 'barrier':
      return { type: 'BarrierIdentified', data: { barrierId, theme: 'sante', blocking: true } };
    case 'planned': {
      const dueOn = civilDateOf('2026-05-01');
      return { type: 'NextActionPlanned', data: { what: 'Appeler', dueOn, who: { kind: 'person' } } };
    }
    case 'appointment':
      return { type: 'AppointmentScheduled', data: { at: { on: civilDateOf('2026-04-01') }, with: { structure } } };
    case 'exited':
      return { type: 'ParcoursExited', data: { reason: 'moved', proof } };
    case 'reopened':
      return { type: 'ParcoursReopened', data: { exit: pick('ParcoursExited') } };
    case 'voided':
      return told.voids(pick('ParcoursOpened', 'OrientationProposed', 'BarrierIdentified', 'EntryVoided'));
    default:
      return { type: 'ContactAttempted', data: { channel: 'phone', reached: 'person' } };
  }
}

projectionContract({ projection, logs, numRuns: 25 });
