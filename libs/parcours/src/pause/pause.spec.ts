import { describe, it } from '@jest/globals';
import { civilDateOf, type CivilDate } from '@jalons/kernel';
import { testId } from '../../../../test/support/given.js';
import { openThen, past } from '../../../../test/support/parcours.js';

const day = civilDateOf;
const PAUSE = testId(800);
const CONCERN = testId(801);
const declare = (on: string, until: string, reason = 'health') =>
  ({ type: 'DeclarePause', occurredOn: day(on), data: { reason, until: until as CivilDate } }) as const;
const lift = (on: string) => ({ type: 'LiftPause', occurredOn: day(on), data: { pause: PAUSE } }) as const;
const declared = past('PauseDeclared', '2026-03-01', { reason: 'health', until: day('2026-03-31') }, PAUSE);

describe('pauses', () => {
  it('share no day: the one after the last begins the next at the earliest', () => {
    openThen()
      .when(declare('2026-03-01', '2026-03-01'))
      .then([{ type: 'PauseDeclared', data: { reason: 'health', until: '2026-03-01' }, on: '2026-03-01' }]);
    openThen(declared).when(declare('2026-03-31', '2026-04-10')).thenRefused('pause-overlap');
    openThen(declared).when(declare('2026-02-20', '2026-03-01')).thenRefused('pause-overlap');
    openThen(declared)
      .when(declare('2026-04-01', '2026-04-10'))
      .then([{ type: 'PauseDeclared', data: { reason: 'health', until: '2026-04-10' }, on: '2026-04-01' }]);
  });

  it('may be lifted before they are over, and then leave the days after', () => {
    openThen(declared)
      .when(lift('2026-03-15'))
      .then([{ type: 'PauseLifted', data: { pause: PAUSE }, on: '2026-03-15' }]);
    const lifted = past('PauseLifted', '2026-03-15', { pause: PAUSE });
    openThen(declared, lifted)
      .when(declare('2026-03-15', '2026-03-20'))
      .then([{ type: 'PauseDeclared', data: { reason: 'health', until: '2026-03-20' }, on: '2026-03-15' }]);
    openThen(declared, lifted).when(lift('2026-03-16')).thenRefused('pause-lifted-twice');
    openThen(declared).when(lift('2026-04-01')).thenRefused('pause-already-over');
    openThen(declared).when(lift('2026-02-28')).thenRefused('before-what-it-follows');
  });

  it('last until a day not before their first, for a reason of the list', () => {
    openThen().when(declare('2026-03-02', '2026-03-01')).thenRefused('dates-reversed');
    openThen()
      .when(declare('2026-03-01', '2026-03-01', 'x'))
      .thenRefused('unknown-code');
  });

  it('end on a day that can be counted with, and stop nobody where an old log says another', () => {
    openThen().when(declare('2026-03-01', '9999-12-31')).thenRefused('day-out-of-range');
    openThen()
      .when(declare('2026-03-01', 'bientôt' as CivilDate))
      .thenRefused('not-a-day');
    const endless = past('PauseDeclared', '2026-03-01', { reason: 'health', until: day('9999-12-31') }, PAUSE);
    openThen(endless).when(declare('2026-04-01', '2026-04-10')).thenRefused('pause-overlap');
    openThen(endless)
      .when(lift('2026-04-01'))
      .then([{ type: 'PauseLifted', data: { pause: PAUSE }, on: '2026-04-01' }]);
  });
});

describe('a concern', () => {
  it('says which, and is lifted once', () => {
    openThen()
      .when({ type: 'RaiseConcern', occurredOn: day('2026-03-01'), data: { note: 'Ne répond plus.' } })
      .then([{ type: 'ConcernRaised', data: { note: 'Ne répond plus.' }, on: '2026-03-01' }]);
    openThen()
      .when({ type: 'RaiseConcern', occurredOn: day('2026-03-01'), data: { note: '' } })
      .thenRefused('text-empty');
    openThen(
      past('ConcernRaised', '2026-03-01', { note: 'Ne répond plus.' }, CONCERN),
      past('ConcernLifted', '2026-03-05', { concern: CONCERN }),
    )
      .when({ type: 'LiftConcern', occurredOn: day('2026-03-06'), data: { concern: CONCERN } })
      .thenRefused('concern-lifted-twice');
  });
});
