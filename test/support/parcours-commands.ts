import fc from 'fast-check';
import { addDays, civilDateOf, type CivilDate, type Uuid } from '@jalons/kernel';
import { RECORDINGS, type ParcoursCommand, type ParcoursEvent } from '@jalons/parcours';
import { OPENED, OTHER_STRUCTURE, REFERENT, STRUCTURE, THIRD_STRUCTURE } from './parcours.js';
import { testId } from './given.js';

type Name = ParcoursCommand['type'];
type Known = (type: ParcoursEvent['type'], pick: number) => Uuid;

/** One random wish: which command, when, about which of the entries there are. */
export interface Wish {
  readonly name: Name;
  /** Days after the opening, on 1 January 2026. */
  readonly offset: number;
  readonly length: number;
  readonly pick: number;
  readonly flag: boolean;
}

/** Every command, and those of the longest threads more often, so that they come about. */
const NAMES: readonly Name[] = [
  ...(Object.keys(RECORDINGS) as Name[]),
  ...Array.from({ length: 5 }, (): Name[] => ['AcceptOrientation', 'StartOrientation', 'CloseOrientation']).flat(),
  ...Array.from({ length: 2 }, (): Name[] => ['ProposeOrientation', 'CompleteTraining', 'StartJob', 'EndJob']).flat(),
  ...Array.from({ length: 2 }, (): Name[] => [
    'ExitParcours',
    'ReopenParcours',
    'LeaveParcours',
    'JoinStructure',
  ]).flat(),
  ...Array.from({ length: 3 }, (): Name[] => ['AssignReferent', 'VoidEntry', 'CorrectEntry']).flat(),
];

/** Told mostly in order, so that threads go on to their end, with some entries days or weeks late. */
export const wishes = fc
  .array(
    fc.record<Wish>({
      name: fc.constantFrom(...NAMES),
      offset: fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.integer({ min: -40, max: 12 })),
      length: fc.integer({ min: 0, max: 40 }),
      pick: fc.oneof({ weight: 3, arbitrary: fc.nat(1) }, fc.nat(7)),
      flag: fc.boolean(),
    }),
    { minLength: 10, maxLength: 60, size: 'max' },
  )
  .map((all) => all.map((wish, index) => ({ ...wish, offset: index + wish.offset })));

const STRUCTURES = [STRUCTURE, OTHER_STRUCTURE, THIRD_STRUCTURE];
const at = (offset: number): CivilDate => addDays(civilDateOf('2026-01-01'), offset);

/** The command that opens every random history. */
export const OPEN: ParcoursCommand = { type: 'OpenParcours', occurredOn: at(0), data: OPENED, referent: REFERENT };

/** The command of a wish; `known` gives the id of some entry of a type, real or not. */
export function commandOf(wish: Wish, known: Known, replace: (wish: Wish) => ParcoursCommand): ParcoursCommand {
  const { name, offset, pick, flag } = wish;
  const occurredOn = at(offset);
  if (name === 'AssignReferent') {
    return { type: name, occurredOn, professional: testId(20 + pick), structure: STRUCTURES[pick % 3]! };
  }
  if (name === 'StartOrientation') {
    return { type: name, occurredOn, orientation: known('OrientationProposed', pick), receivedBy: testId(20 + pick) };
  }
  if (name === 'VoidEntry' || name === 'CorrectEntry') return replace(wish);
  const prior = flag && offset < 0 ? { priorHistory: true } : {};
  return { type: name, occurredOn, data: { ...dataOf(wish, known), ...prior } } as unknown as ParcoursCommand;
}

/** Data that passes the checks of fields, so that the rules of life decide. */
function dataOf({ name, offset, length, pick, flag }: Wish, known: Known): object {
  const until = at(offset + length);
  const about = (field: string, type: ParcoursEvent['type']) => ({ [field]: known(type, pick) });
  switch (name) {
    case 'RecordEntrySituation':
      return { situation: 'unemployed', benefits: [], education: 'unknown', household: 'unknown' };
    case 'ReleaseReferent':
      return about('assignment', 'ReferentAssigned');
    case 'JoinStructure':
      return { structure: STRUCTURES[pick % 3], role: 'Atelier', supportKind: 'other' };
    case 'LeaveParcours':
      return { ...about('membership', flag ? 'StructureJoined' : 'ParcoursOpened'), reason: 'handed-over' };
    case 'RecordAssessment':
      return { kind: 'interim', needs: [] };
    case 'IdentifyBarrier':
      return { barrierId: testId(5000 + pick), theme: 'mobilite', blocking: flag };
    case 'LiftBarrier':
      return about('barrier', 'BarrierIdentified');
    case 'AttemptContact':
      return { channel: 'phone', reached: 'person' };
    case 'ScheduleAppointment':
      return { at: { on: until }, with: { structure: STRUCTURE } };
    case 'RescheduleAppointment':
      return { ...about('appointment', 'AppointmentScheduled'), at: { on: until } };
    case 'HonourAppointment':
    case 'ExcuseAppointment':
    case 'MissAppointment':
    case 'CancelAppointment':
      return about('appointment', 'AppointmentScheduled');
    case 'PlanNextAction':
      return { what: 'Rappeler', dueOn: until, who: { kind: 'person' } };
    case 'CompleteNextAction':
      return about('nextAction', 'NextActionPlanned');
    case 'ProposeOrientation':
      return {
        fromStructure: STRUCTURE,
        toStructure: STRUCTURES[1 + (pick % 2)],
        commonLaw: true,
        need: 'mobilite',
        personAgreed: true,
        transfersReferent: flag,
        sheet: { summary: 'Fiche' },
      };
    case 'AcceptOrientation':
    case 'WithdrawOrientation':
      return about('orientation', 'OrientationProposed');
    case 'DeclineOrientation':
      return { ...about('orientation', 'OrientationProposed'), by: flag ? 'person' : 'structure', reason: 'other' };
    case 'LapseOrientation':
      return { ...about('orientation', 'OrientationProposed'), reason: 'no-answer' };
    case 'CloseOrientation':
      return { ...about('orientation', 'OrientationProposed'), outcome: 'need-met' };
    case 'AdmitToTraining':
      return { startsOn: until };
    case 'StartTraining':
      return {
        ...(flag && about('admission', 'TrainingAdmitted')),
        title: 'Formation',
        provider: { label: 'Greta' },
        qualifying: flag,
        expectedEnd: until,
      };
    case 'ReportTrainingAbsence':
      return { ...about('training', 'TrainingStarted'), from: at(offset), to: until };
    case 'CompleteTraining':
      return about('training', 'TrainingStarted');
    case 'AbandonTraining':
      return { ...about('training', 'TrainingStarted'), reason: 'other' };
    case 'IntroduceToEmployer':
      return { company: { label: 'Entreprise' } };
    case 'HoldEmployerInterview':
      return about('introduction', 'IntroducedToEmployer');
    case 'CloseIntroduction':
      return { ...about('introduction', 'IntroducedToEmployer'), outcome: 'hired' };
    case 'SignJob':
      return { startsOn: until };
    case 'StartJob':
      return {
        ...(flag && about('signature', 'JobSigned')),
        contract: 'permanent',
        weeklyHours: 35,
        signedOn: 'unknown',
      };
    case 'EndJob':
      return { ...about('job', 'JobStarted'), reason: 'term' };
    case 'StartAction':
      return { kind: 'workshop', ...(flag && { barrierId: testId(5000 + pick) }) };
    case 'EndAction':
      return { ...about('action', 'ActionStarted'), outcome: 'completed' };
    case 'DeclarePause':
      return { reason: 'health', until };
    case 'LiftPause':
      return about('pause', 'PauseDeclared');
    case 'RaiseConcern':
      return { note: 'Inquiétude' };
    case 'LiftConcern':
      return about('concern', 'ConcernRaised');
    case 'ExitParcours':
      return { reason: 'moved', proof: { kind: 'none' } };
    case 'RecordSituationAtSixMonths':
      return { ...about('exit', 'ParcoursExited'), notReached: true };
    case 'ReopenParcours':
      return about('exit', 'ParcoursExited');
    default:
      return {};
  }
}
