import { describe, it } from '@jest/globals';
import { personStateOf, type BeneficiaryEvent, type ObjectionPurpose } from '@jalons/beneficiaries';
import { civilDateOf, type CivilDate } from '@jalons/kernel';
import { given, recorded, testId, type Past } from '../../../../test/support/given.js';
import {
  decider,
  open,
  OTHER_PROFESSIONAL,
  OTHER_STRUCTURE,
  past,
  REFERENT,
  STRUCTURE,
} from '../../../../test/support/parcours.js';
import type { ParcoursEvent } from '../parcours.events.js';
import { askedStep } from './asked-step.js';
import type { StepCommand } from './author.js';
import { authoredDecider } from './authorship.js';
import { namedBy } from './named-by.js';
import { Streams } from './streams.js';

const [ORIENTATION, ANSWER] = [testId(200), testId(201)];
const occurredOn: CivilDate = civilDateOf('2026-03-02');
const today = civilDateOf('2026-11-24');
const data = { orientation: ORIENTATION };

const proposed = past(
  'OrientationProposed',
  '2026-02-02',
  {
    ...{ fromStructure: STRUCTURE, toStructure: OTHER_STRUCTURE, commonLaw: true, need: 'mobilite' },
    ...{ personAgreed: true, transfersReferent: false, sheet: { summary: 'Cherche un emploi.' } },
  },
  ORIENTATION,
);
const byReceiver = (event: Past<ParcoursEvent>): Past<ParcoursEvent> =>
  Object.assign(event, { structure: OTHER_STRUCTURE });
const accepted = byReceiver(past('OrientationAccepted', '2026-02-09', data, ANSWER));

const accept = { type: 'AcceptOrientation', occurredOn, data } as const;
const start = {
  type: 'StartOrientation',
  ...{ occurredOn, orientation: ORIENTATION, receivedBy: OTHER_PROFESSIONAL },
} as const;
const decline = {
  type: 'DeclineOrientation',
  occurredOn,
  data: { ...data, by: 'person', reason: 'not-interested' },
} as const;
const withdraw = { type: 'WithdrawOrientation', occurredOn, data } as const;

/** Nothing of the log is asked for but what a structure or a service is, that no answer names. */
const streams = new Streams({
  load: () => Promise.reject(new Error('not asked for')),
} as unknown as ConstructorParameters<typeof Streams>[0]);

type Happened = readonly Past<ParcoursEvent>[];

/** Asks, of the structure whose it is, a parcours whose person objected after what happened in it. */
async function asked(command: StepCommand, purpose: ObjectionPurpose | null, ...happened: Happened) {
  const told = [
    { type: 'BeneficiaryRegistered', data: { sex: 'unknown', contacts: {} }, on: '2026-01-05' },
    ...(purpose === null ? [] : [{ type: 'ObjectionRecorded', data: { purpose }, on: '2026-02-20' }]),
  ] as unknown as readonly Past<BeneficiaryEvent>[];
  const place = { territory: testId(40), standing: personStateOf(recorded(told)), today };
  const named = await namedBy(askedStep(command), streams, place);
  const isSender = command.type === 'WithdrawOrientation';
  const author = isSender
    ? { professional: REFERENT, structure: STRUCTURE, seated: true }
    : { professional: OTHER_PROFESSIONAL, structure: OTHER_STRUCTURE, seated: true };
  const history = given(authoredDecider(decider), [...open, proposed, ...happened]);
  // Not by itself: what may be followed by « then » is taken for a promise.
  return { when: () => history.when({ command, author, named }, { today }) };
}

describe('an objection to sharing, recorded after an orientation was proposed', () => {
  it.each(['sharing', 'all'] as const)('(%s) stops the receiver from taking her in', async (purpose) => {
    (await asked(accept, purpose)).when().thenRefused('sharing-stopped');
    (await asked(start, purpose, accepted)).when().thenRefused('sharing-stopped');
  });

  it.each([null, 'contact', 'profiling'] as const)('(%s) leaves the answers free otherwise', async (purpose) => {
    (await asked(accept, purpose)).when().then([{ type: 'OrientationAccepted', data, on: occurredOn }]);
    const joined = { structure: OTHER_STRUCTURE, role: 'Accueil sur orientation', supportKind: 'barrier' };
    (await asked(start, purpose, accepted)).when().then([
      { type: 'OrientationStarted', data, on: occurredOn },
      { type: 'StructureJoined', data: { ...joined, orientation: ORIENTATION }, on: occurredOn },
    ]);
  });

  it('lets it be declined and withdrawn', async () => {
    const declined = { type: 'OrientationDeclined', data: decline.data, on: occurredOn } as const;
    (await asked(decline, 'all')).when().then([declined]);
    (await asked(withdraw, 'all')).when().then([{ type: 'OrientationWithdrawn', data, on: occurredOn }]);
  });

  it('lets it be closed, once it was started', async () => {
    const started = past('OrientationStarted', '2026-02-16', data);
    const joined = past('StructureJoined', '2026-02-16', {
      ...{ structure: OTHER_STRUCTURE, role: 'Ateliers', supportKind: 'barrier', orientation: ORIENTATION },
    });
    const closing = { ...data, outcome: 'need-met' };
    const close = { type: 'CloseOrientation', occurredOn, data: closing } as const;
    (await asked(close, 'sharing', accepted, started, joined))
      .when()
      .then([{ type: 'OrientationClosed', data: closing, on: occurredOn }]);
  });

  it('lets the day of an answer be mended, and no refusal be turned into an acceptance', async () => {
    const again = { type: 'OrientationAccepted', data, occurredOn: civilDateOf('2026-02-10') } as const;
    const mend = { type: 'CorrectEntry', eventId: ANSWER, why: 'date fausse', replacement: again } as const;
    (await asked(mend, 'sharing', accepted)).when().then([
      { type: 'EntryVoided', data: { eventId: ANSWER, why: 'date fausse' } },
      { type: 'OrientationAccepted', data, on: '2026-02-10' },
    ]);
    const declined = byReceiver(past('OrientationDeclined', '2026-02-09', decline.data, ANSWER));
    const joined = past('StructureJoined', '2026-02-03', {
      ...{ structure: OTHER_STRUCTURE, role: 'Ateliers', supportKind: 'barrier' },
    });
    (await asked(mend, 'sharing', joined, declined)).when().thenRefused('sharing-stopped');
  });
});
