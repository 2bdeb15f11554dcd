import { describe, expect, it } from '@jest/globals';
import { asOf } from '@jalons/event-log';
import { addDays, civilDateOf, type CivilDate } from '@jalons/kernel';
import type { ParcoursEntry, ParcoursEvent } from '@jalons/parcours';
import { recorded, testId, type Past } from '../../../../test/support/given.js';
import { open, past, STRUCTURE } from '../../../../test/support/parcours.js';
import { AlertLife } from '../../../../test/support/risk/alert-life.js';
import { DEFAULT_RULES, factsAt, met, midnights } from '../../../../test/support/risk/story.js';
import type { Surroundings } from '../facts/risk-facts.js';
import type { AlertCommand } from './alert.decider.js';

type Doing = readonly [day: string, command: AlertCommand];

/**
 * The alerts of a parcours reviewed each time that something became known, somebody acted or a review was due, until
 * the end of a day.
 */
function alertsUntil(
  last: string,
  history: readonly (Past<ParcoursEvent> & { readonly late?: string })[],
  doings: readonly Doing[] = [],
  surroundings: (day: CivilDate) => Partial<Surroundings> = () => ({}),
): AlertLife {
  const entries = recorded(history).map((entry, index) => {
    const { late } = history[index]!;
    return late === undefined ? entry : { ...entry, recordedAt: Date.parse(`${late}T12:00:00Z`) };
  }) as unknown as readonly ParcoursEntry[];
  const life = new AlertLife(DEFAULT_RULES);
  for (let day = civilDateOf('2026-01-05'); day <= last; day = addDays(day, 1)) {
    const midnight = midnights.of(day);
    const evening = midnights.of(addDays(day, 1)) - 1;
    const review = (t: number) => {
      const known = asOf(entries, t);
      life.review(known.length === 0 ? null : factsAt(entries, t, surroundings(day)), t);
    };
    if (life.dueAt !== null && life.dueAt <= midnight) review(midnight);
    for (const [when, command] of doings) if (when === day) expect(life.act(command, midnight + 36_000_000)).toBe(true);
    review(evening);
  }
  return life;
}

const missed = (n: number, on: string) => [
  past(
    'AppointmentScheduled',
    '2026-01-10',
    { at: { on: civilDateOf(on) }, with: { structure: STRUCTURE } },
    testId(300 + n),
  ),
  past('AppointmentMissed', on, { appointment: testId(300 + n) }, testId(400 + n)),
];
const twoMissed = [...missed(1, '2026-02-02'), ...missed(2, '2026-02-10')];
const exit = (reason: string, on: string) => past('ParcoursExited', on, { reason, proof: { kind: 'none' } });

describe('an alert', () => {
  it('is raised once, from level at-risk, and resolved by the contact that clears it', () => {
    expect(alertsUntil('2026-04-20', [...open, met('2026-01-20')]).told).toEqual([]);
    const life = alertsUntil('2026-04-01', [...open, met('2026-01-20'), ...twoMissed, met('2026-02-20', testId(500))]);
    expect(life.told).toEqual(['Raised R4 at-risk', 'Escalated', 'Resolved contact']);
    expect(life.events[0]!.data).toMatchObject({
      ...{ n: 1, ruleSet: 'default', ruleSetVersion: 1 },
      causes: [{ instance: 'R4', rule: 'R4', occurrence: 1, evidence: [testId(401), testId(402)], rearmDays: 30 }],
    });
    expect(life.events[2]).toMatchObject({ occurredOn: '2026-02-20', data: { by: { byEvent: testId(500) } } });
  });

  it('goes on with what else holds, and changes its level', () => {
    const history = [...open, met('2026-01-20'), ...twoMissed, met('2026-06-10')];
    expect(alertsUntil('2026-06-10', history, [['2026-02-11', { type: 'SeeAlert', n: 1 }]]).told).toEqual([
      'Raised R4 at-risk',
      'Seen',
      'CauseAdded R1',
      'LevelChanged critical',
      'CauseAdded R1b',
      'Resolved contact',
    ]);
  });

  it('is resolved as late data by a contact of before it was raised', () => {
    const history = [...open, met('2026-01-20'), { ...met('2026-04-30'), late: '2026-06-01' }];
    const life = alertsUntil('2026-06-05', history, [['2026-05-21', { type: 'SeeAlert', n: 1 }]]);
    expect(life.told).toEqual(['Raised R1+R1b at-risk', 'Seen', 'Resolved late-data']);
  });

  it('goes on without notice where a late contact moves its anchor', () => {
    const late = { ...met('2026-01-25', testId(501)), late: '2026-06-01' };
    const life = alertsUntil(
      '2026-06-10',
      [...open, met('2026-01-20', testId(500)), late],
      [['2026-05-21', { type: 'SeeAlert', n: 1 }]],
    );
    expect(life.told).toEqual(['Raised R1+R1b at-risk', 'Seen', 'CauseAdded R1 for R1', 'CauseAdded R1b for R1b']);
    expect(life.state.open?.causes.map(({ anchor }) => anchor)).toEqual([testId(501), testId(501)]);
  });

  it('is lost where the exit says so, whoever had it in charge', () => {
    const history = [...open, ...twoMissed, exit('abandonment', '2026-03-01')];
    const taken: Doing = ['2026-02-11', { type: 'TakeAlertInCharge', n: 1 }];
    expect(alertsUntil('2026-03-01', history, [taken]).told).toEqual([
      ...['Raised R4 at-risk', 'TakenInCharge', 'Resolved exit lost'],
    ]);
    const moved = [...open, ...twoMissed, exit('moved', '2026-02-12')];
    expect(alertsUntil('2026-03-01', moved).told).toEqual(['Raised R4 at-risk', 'Resolved exit']);
  });

  it('taken in charge asks for its outcome before it ends', () => {
    const history = [...open, met('2026-01-20'), ...twoMissed, met('2026-02-20')];
    const doings: readonly Doing[] = [
      ['2026-02-11', { type: 'TakeAlertInCharge', n: 1 }],
      ['2026-03-02', { type: 'CloseAlert', n: 1, outcome: 'reconnected' }],
    ];
    expect(alertsUntil('2026-03-01', history, doings).state.open).toMatchObject({ level: 'none', suspended: false });
    expect(alertsUntil('2026-03-05', history, doings).told).toEqual([
      ...['Raised R4 at-risk', 'TakenInCharge', 'CauseEnded R4 contact', 'LevelChanged none', 'Closed reconnected'],
    ]);
  });

  it('is suspended, not resolved, by a pause; holding after it is another occurrence', () => {
    const pause = past('PauseDeclared', '2026-02-20', { reason: 'health', until: civilDateOf('2026-03-20') });
    expect(
      alertsUntil(
        '2026-03-24',
        [...open, met('2026-01-20'), ...twoMissed, pause],
        [['2026-02-11', { type: 'SeeAlert', n: 1 }]],
      ).told,
    ).toEqual([
      'Raised R4 at-risk',
      'Seen',
      'CauseEnded R4 muted',
      'LevelChanged none suspended',
      'CauseAdded R4#2',
      'LevelChanged at-risk',
    ]);
  });

  it('is stopped by an objection to profiling', () => {
    const life = alertsUntil(
      '2026-03-01',
      [...open, ...twoMissed],
      [['2026-02-11', { type: 'TakeAlertInCharge', n: 1 }]],
      (day) =>
        day < '2026-02-20'
          ? {}
          : { person: { contactObjection: null, profilingObjection: testId(600), restriction: null } },
    );
    expect(life.told).toEqual(['Raised R4 at-risk', 'TakenInCharge', 'Resolved objection']);
  });

  it('ends with its rule', () => {
    const life = alertsUntil('2026-02-12', [...open, ...twoMissed]);
    const without = { ...DEFAULT_RULES, version: 2, rules: DEFAULT_RULES.rules.filter(({ rule }) => rule !== 'R4') };
    const entries = recorded([...open, ...twoMissed]) as unknown as readonly ParcoursEntry[];
    const t = midnights.of(civilDateOf('2026-02-14'));
    life.review(factsAt(entries, t), t, without);
    expect(life.told).toEqual(['Raised R4 at-risk', 'Resolved rule-retired']);
  });
});

describe('a closing', () => {
  const closed = (day: string): Doing => [day, { type: 'CloseAlert', n: 1, outcome: 'not-relevant' }];
  const history = [...open, met('2026-01-20'), ...twoMissed];

  it('silences a cause for its delay, and 30 days at least', () => {
    expect(alertsUntil('2026-03-12', history, [closed('2026-02-11')]).told).toEqual([
      'Raised R4 at-risk',
      'Closed not-relevant',
    ]);
    expect(alertsUntil('2026-03-13', history, [closed('2026-02-11')]).told.at(-1)).toBe('Raised R4#2 at-risk');
  });

  it('until its evidence gains an entry', () => {
    const life = alertsUntil('2026-02-20', [...history, ...missed(3, '2026-02-20')], [closed('2026-02-11')]);
    expect(life.told).toEqual(['Raised R4 at-risk', 'Closed not-relevant', 'Raised R4#2 at-risk']);
    expect(life.state.open?.causes[0]!.evidence).toHaveLength(3);
  });

  it('a cause that ended meanwhile and holds again speaks', () => {
    const again = past('ContactAttempted', '2026-02-14', { channel: 'phone', reached: 'person' }, testId(500));
    const voided = past('EntryVoided', '2026-02-16', { eventId: testId(500), why: 'erreur' });
    expect(alertsUntil('2026-02-18', [...history, again, voided], [closed('2026-02-11')]).told).toEqual([
      'Raised R4 at-risk',
      'Closed not-relevant',
      'CauseEnded R4 contact',
      'Raised R4#2 at-risk',
    ]);
  });

  it('another cause is another alert', () => {
    const worry = past('ConcernRaised', '2026-02-14', { note: 'Voix éteinte' });
    const life = alertsUntil('2026-02-14', [...history, worry], [closed('2026-02-11')]);
    expect(life.told).toEqual(['Raised R4 at-risk', 'Closed not-relevant', 'Raised R11 critical']);
    expect(life.state.open).toMatchObject({ n: 2 });
  });
});

describe('what people do', () => {
  const history = [...open, met('2026-01-20'), ...twoMissed];

  it('an alert that nobody saw in five working days is escalated, once', () => {
    expect(alertsUntil('2026-02-16', history).told).toEqual(['Raised R4 at-risk']);
    expect(alertsUntil('2026-03-05', history).told).toEqual(['Raised R4 at-risk', 'Escalated']);
  });

  it('one that is put off is shown again on its day', () => {
    const doings: readonly Doing[] = [['2026-02-11', { type: 'SnoozeAlert', n: 1, until: civilDateOf('2026-02-25') }]];
    const life = alertsUntil('2026-02-20', history, doings);
    expect(life.state.open?.snoozedUntil).toBe('2026-02-25');
    expect(life.dueAt).toBe(midnights.of(civilDateOf('2026-02-25')));
  });

  it.each([
    ['too late', { type: 'SnoozeAlert', n: 1, until: civilDateOf('2026-12-01') }, 'snooze-too-long'],
    ['in the past', { type: 'SnoozeAlert', n: 1, until: civilDateOf('2026-02-11') }, 'not-to-come'],
    [
      'with a social security number',
      { type: 'CloseAlert', n: 1, outcome: 'lost', note: '1 85 05 78 006 084 91' },
      'nir-forbidden',
    ],
    ['an outcome that is none', { type: 'CloseAlert', n: 1, outcome: 'gone' as never }, 'unknown-outcome'],
    ['on one that there never was', { type: 'SeeAlert', n: 2 }, 'alert-unknown'],
  ] as const)('%s: %#', (_, command, code) => {
    const life = alertsUntil('2026-02-11', history);
    const act = () => life.actOrThrow(command, midnights.of(civilDateOf('2026-02-12')) - 1);
    expect(act).toThrow(expect.objectContaining({ code }));
  });

  it('on one that is over is refused', () => {
    const life = alertsUntil('2026-02-11', history);
    const t = midnights.of(civilDateOf('2026-02-12')) - 1;
    expect(life.act({ type: 'CloseAlert', n: 1, outcome: 'duplicate' }, t)).toBe(true);
    expect(() => life.actOrThrow({ type: 'SeeAlert', n: 1 }, t)).toThrow(
      expect.objectContaining({ code: 'alert-over' }),
    );
  });
});
