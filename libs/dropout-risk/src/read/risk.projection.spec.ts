import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { testId } from '../../../../test/support/given.js';
import { givenEvents, logOf, type ToldEvent } from '../../../../test/support/projections/given-events.js';
import { projectionContract } from '../../../../test/support/projections/projection.contract.js';
import { ReadModels } from '../../../../test/support/projections/read-models.js';
import { DEFAULT_RULES } from '../../../../test/support/risk/story.js';
import { ruleSetHash } from '../rule-set/rule-set-hash.js';
import { precisionOf, type AlertCounts } from './alert-counts.js';
import { riskProjection } from './risk.projection.js';

const [AMINA, BRUNO, CHLOE] = [testId(1), testId(2), testId(3)];
const [FIRST, SECOND, THIRD] = [testId(11), testId(12), testId(13)];
const [MISSION, PLIE] = [testId(21), testId(22)];
const [INES, JULES] = [testId(31), testId(32)];
const TERRITORY = testId(41);
const ALERT = testId(71);
const projection = riskProjection();

type More = Partial<ToldEvent> & { readonly importId?: string };

const step = (id: string, person: string, type: string, on: string, data: object = {}, more: More = {}): ToldEvent => ({
  ...{ stream: `parcours-${id}`, type, data, on, keyId: person, territory: TERRITORY },
  ...more,
});
const opened = (id: string, person: string, on = '2026-02-01', more: More = {}) =>
  step(id, person, 'ParcoursOpened', on, { beneficiaryId: person, structure: MISSION, entryChannel: 'walk-in' }, more);
const referent = (id: string, person: string, professional: string, eventId = testId(51)) =>
  step(id, person, 'ReferentAssigned', '2026-02-01', { professional, structure: MISSION }, { eventId });
const own = (person: string, type: string, data: object, more: More = {}): ToldEvent => ({
  ...{ stream: `beneficiary-${person}`, type, data },
  ...more,
});
const work = (professional: string, type: string, data: object, more: More = {}): ToldEvent => ({
  ...{ stream: `professional-${professional}`, type, data },
  ...more,
});
const cause = { instance: 'R4', rule: 'R4', anchor: testId(91), occurrence: 1, evidence: [testId(92)], rearmDays: 30 };
const alert = (type: string, data: object, more: More = {}): ToldEvent => ({
  ...{ stream: `alert-${ALERT}`, type, data: { n: 1, ...data }, keyId: AMINA, territory: TERRITORY },
  ...more,
});
const raised = (more: More = {}) =>
  alert(
    'AlertRaised',
    { parcours: FIRST, ruleSet: 'default', ruleSetVersion: 1, causes: [cause], level: 'at-risk', at: 1 },
    more,
  );
const activated = (): ToldEvent => ({
  ...{ stream: `ruleSet-${TERRITORY}`, type: 'RuleSetActivated' },
  data: { version: 1, reason: 'Retour', backTest: testId(99) },
});
const place = (n: number) => String(n).padStart(19, '0');

describe('what reviews read', () => {
  let models: ReadModels;
  beforeAll(async () => {
    models = await ReadModels.open([projection]);
  });
  afterAll(() => models.close());

  const given = (...events: readonly ToldEvent[]) => givenEvents(models, projection, events);
  const board = async (...events: readonly ToldEvent[]) => {
    await given(...events)
      .thenRows('risk_board', expect.anything() as never)
      .catch(() => undefined);
    const { risk_board: rows } = await models.allRows(projection);
    return rows as readonly Record<string, unknown>[];
  };
  const touched = async (...events: readonly ToldEvent[]) =>
    (await board(...events)).map((row) => Number(row['touched']));

  it('a step touches its parcours and the other ones of its person', async () => {
    expect(await touched(opened(FIRST, AMINA), opened(SECOND, AMINA), opened(THIRD, BRUNO))).toEqual([2, 2, 3]);
    const met = step(FIRST, AMINA, 'ContactAttempted', '2026-02-03', {
      channel: 'phone',
      reached: 'person',
      note: 'secret',
    });
    const rows = await board(opened(FIRST, AMINA), opened(SECOND, AMINA), opened(THIRD, BRUNO), met);
    expect(rows.map((row) => row['touched'])).toEqual([place(4), place(4), place(3)]);
    expect(rows[0]).toMatchObject({
      viewers: [MISSION],
      receivers: [],
      territory: TERRITORY,
      due_ms: '0',
      is_open: true,
    });
    const all = JSON.stringify(await models.allRows(projection));
    expect(all).not.toContain('secret');
    expect(all).toContain('"reached":"person"');
  });

  it('a merge makes one person of two, and touches all that is hers, as its reversal does', async () => {
    const merge = own(AMINA, 'BeneficiaryMerged', { into: BRUNO }, { eventId: testId(81) });
    const reversal = own(AMINA, 'MergeReversed', { merge: testId(81) });
    const others = [opened(FIRST, AMINA), opened(SECOND, BRUNO), opened(THIRD, CHLOE)];
    expect(await touched(...others, merge)).toEqual([4, 4, 3]);
    const step4 = step(SECOND, BRUNO, 'SituationConfirmed', '2026-03-01');
    expect(await touched(...others, merge, step4)).toEqual([5, 5, 3]);
    expect(await touched(...others, merge, reversal)).toEqual([5, 5, 3]);
    expect(await touched(...others, merge, reversal, step4)).toEqual([5, 6, 3]);
  });

  it('an objection, a restriction or a linked encounter touches her parcours', async () => {
    expect(await touched(opened(FIRST, AMINA), own(AMINA, 'ObjectionRecorded', { purpose: 'profiling' }))).toEqual([2]);
    const met: ToldEvent = {
      stream: `outreach-${testId(61)}`,
      type: 'OutreachEncounterRecorded',
      data: { channel: 'street', needs: [], count: 1 },
    };
    const link: ToldEvent = {
      stream: `outreach-${testId(61)}`,
      type: 'OutreachLinkedToBeneficiary',
      data: { beneficiaryId: AMINA },
    };
    expect(await touched(opened(FIRST, AMINA), met)).toEqual([1]);
    expect(await touched(opened(FIRST, AMINA), met, link)).toEqual([3]);
  });

  it('a mandate or an absence touches the cases of its professional, and of whom he stands in for', async () => {
    const cases = [opened(FIRST, AMINA), referent(FIRST, AMINA, INES), opened(SECOND, BRUNO)];
    const mandate = { role: 'operator', structure: MISSION, from: '2026-01-01', zone: 'Europe/Paris' };
    expect(await touched(...cases, work(INES, 'MandateGranted', mandate))).toEqual([4, 3]);
    expect(await touched(...cases, work(JULES, 'MandateGranted', mandate))).toEqual([2, 3]);
    const away = work(INES, 'AbsenceDeclared', { from: '2026-03-01', to: '2026-04-01', deputy: JULES });
    expect(await touched(...cases, away, work(JULES, 'MandateGranted', mandate))).toEqual([5, 3]);
  });

  it('other rules touch every case of the territory, as a backlog; an import too', async () => {
    const rows = await board(
      opened(FIRST, AMINA),
      opened(SECOND, BRUNO, '2026-02-01', { territory: testId(42) }),
      activated(),
    );
    expect(rows.map(({ touched: at, backlog }) => [Number(at), backlog])).toEqual([
      [3, true],
      [2, false],
    ]);
    const imported = await board(opened(FIRST, AMINA, '2026-02-01', { importId: testId(77) }));
    expect(imported[0]).toMatchObject({ backlog: true });
  });

  it('an alert is followed to its end', async () => {
    const before = [opened(FIRST, AMINA), raised()];
    await given(...before, alert('AlertSeen', {}), alert('AlertTakenInCharge', {}, { actor: INES })).thenRows(
      'risk_alerts',
      [
        {
          alert: ALERT,
          n: 1,
          parcours: FIRST,
          level: 'at-risk',
          in_charge_by: INES,
          ended_ms: null,
          viewers: [MISSION],
          revision: 2,
        },
      ],
    );
    const closed = alert('AlertClosed', { outcome: 'reconnected', silenced: [] }, { actor: JULES });
    await given(...before, closed).thenRows('risk_alerts', [{ outcome: 'reconnected', ended_by: JULES, kind: null }]);
    const resolved = alert('AlertResolved', { kind: 'exit', by: { at: 1 }, outcome: 'lost' });
    await given(...before, resolved).thenRows('risk_alerts', [{ outcome: 'lost', ended_by: null, kind: 'exit' }]);
    expect(await touched(...before, closed)).toEqual([3]);
  });

  it('one that nobody looked at in time waits for the coordinator until somebody does', async () => {
    const before = [opened(FIRST, AMINA), raised(), alert('AlertEscalated', { at: 2 })];
    await given(...before).thenRows('risk_escalations', [{ alert: ALERT, parcours: FIRST, territory: TERRITORY }]);
    await given(...before, alert('AlertSeen', {})).thenRows('risk_escalations', []);
    const resolved = alert('AlertResolved', { kind: 'contact', by: { at: 1 } });
    await given(...before, resolved).thenRows('risk_escalations', []);
  });

  it('what became of alerts is counted by version and quarter, and stays when a person is erased', async () => {
    const erased = own(AMINA, 'BeneficiaryErased', { intent: testId(88) }, { keyId: testId(89) });
    const closed = alert('AlertClosed', { outcome: 'reconnected', silenced: [] }, { actor: JULES });
    const again = { ...raised(), data: { ...(raised().data as object), n: 2 } };
    const left = alert('AlertResolved', { n: 2, kind: 'exit', by: { at: 1 }, outcome: 'lost' });
    await given(opened(FIRST, AMINA), raised(), closed, again, left)
      .whenEvents([erased])
      .thenRows('risk_alert_counts', [
        { territory: TERRITORY, counts: { live: { 1: expect.anything() }, shadow: {} } },
      ]);
    const { risk_alert_counts: rows } = await models.allRows(projection);
    const [{ counts }] = rows as unknown as [{ counts: AlertCounts }];
    const quarters = Object.values(counts.live['1']!);
    expect(precisionOf(quarters)).toMatchObject({
      ...{ raised: 2, endedByPerson: 2, resolved: 0, precision: 1, withoutOutcome: 0 },
      outcomes: { reconnected: 1, lost: 1, 'not-relevant': 0 },
    });
  });

  it('whoever stands in for an absent colleague is known by the days', async () => {
    const mandate = { role: 'operator', structure: MISSION, from: '2026-01-01', zone: 'Europe/Paris' };
    const away = work(INES, 'AbsenceDeclared', { from: '2026-03-01', to: '2026-04-01', deputy: JULES });
    await given(work(INES, 'MandateGranted', mandate), away).thenRows('risk_deputies', [
      { professional: INES, deputy: JULES, structures: [MISSION], held_from: '2026-03-01' },
    ]);
  });

  it('the structure that leaves sees the alert no more', async () => {
    const joined = step(FIRST, AMINA, 'StructureJoined', '2026-02-01', { structure: PLIE, supportKind: 'global' });
    const left = step(FIRST, AMINA, 'StructureLeft', '2026-03-01', { membership: testId(9001) });
    await given(opened(FIRST, AMINA), joined, raised(), left).thenRows('risk_alerts', [{ viewers: [PLIE] }]);
  });

  it('the structure that is to receive sees the alert while it tells of that alone', async () => {
    const sentTo = (toStructure: string, eventId: string) =>
      step(
        ...([FIRST, AMINA, 'OrientationProposed', '2026-02-02'] as const),
        { toStructure, fromStructure: MISSION, personAgreed: true, transfersReferent: false },
        { eventId },
      );
    const [orientation, other] = [testId(61), testId(62)];
    const late = { ...cause, instance: 'R2', rule: 'R2', anchor: orientation };
    const before = [opened(FIRST, AMINA), sentTo(PLIE, orientation)];
    const waits = raised({ data: { ...(raised().data as object), causes: [late] } });
    const added = (more: object) => alert('AlertCauseAdded', { cause: { ...cause, ...more }, at: 2 });
    const seenBy = (receivers: readonly string[], ...events: readonly ToldEvent[]) =>
      given(...events).thenRows('risk_alerts', [{ viewers: [MISSION], receivers }]);
    await seenBy([PLIE], ...before, waits);
    await seenBy([], ...before, raised());
    await seenBy([], ...before, waits, added({}));
    const over = alert('AlertCauseEnded', { cause, kind: 'contact', by: { at: 3 } });
    await seenBy([PLIE], ...before, waits, added({}), over);
    // One to another structure: each would read of the other's.
    const elsewhere = { instance: 'R3', rule: 'R3', anchor: other };
    await seenBy([], ...before, sentTo(testId(23), other), waits, added(elsewhere));
    const declined = step(FIRST, AMINA, 'OrientationDeclined', '2026-03-01', { orientation, reason: 'no-room' });
    await seenBy([], ...before, waits, declined);
  });

  it('nothing of an erased person stays', async () => {
    const link: ToldEvent = {
      stream: `outreach-${testId(61)}`,
      type: 'OutreachLinkedToBeneficiary',
      data: { beneficiaryId: AMINA },
    };
    const erased = own(AMINA, 'BeneficiaryErased', { intent: testId(88) }, { keyId: testId(89) });
    await given(opened(FIRST, AMINA), raised(), own(AMINA, 'ObjectionRecorded', { purpose: 'contact' }), link)
      .whenEvents([erased])
      .thenRows('risk_board', []);
    expect(JSON.stringify(await models.allRows(projection))).not.toContain(AMINA);
  });
});

const people = fc.constantFrom(AMINA, BRUNO, CHLOE);
const parcoursOf: Readonly<Record<string, string>> = { [AMINA]: FIRST, [BRUNO]: SECOND, [CHLOE]: THIRD };
const telling: fc.Arbitrary<ToldEvent> = fc.oneof(
  people.chain((person) =>
    fc.constantFrom(
      opened(parcoursOf[person]!, person),
      referent(parcoursOf[person]!, person, INES, testId(51)),
      step(parcoursOf[person]!, person, 'ContactAttempted', '2026-03-01', { channel: 'phone', reached: 'person' }),
      step(parcoursOf[person]!, person, 'StructureJoined', '2026-03-01', { structure: PLIE, supportKind: 'global' }),
      step(parcoursOf[person]!, person, 'ParcoursExited', '2026-04-01', { reason: 'moved' }),
      own(person, 'ObjectionRecorded', { purpose: 'profiling' }),
    ),
  ),
  fc
    .tuple(people, people, fc.integer({ min: 81, max: 83 }))
    .map(([person, into, n]) => own(person, 'BeneficiaryMerged', { into }, { eventId: testId(n) })),
  fc
    .tuple(people, fc.integer({ min: 81, max: 83 }))
    .map(([person, n]) => own(person, 'MergeReversed', { merge: testId(n) })),
  fc.constantFrom(
    work(INES, 'AbsenceDeclared', { from: '2026-03-01', to: '2026-04-01', deputy: JULES }),
    work(JULES, 'MandateGranted', { role: 'operator', structure: MISSION, from: '2026-01-01', zone: 'Europe/Paris' }),
    {
      stream: `outreach-${testId(61)}`,
      type: 'OutreachEncounterRecorded',
      data: { channel: 'street', needs: [], count: 1 },
    },
    { stream: `outreach-${testId(61)}`, type: 'OutreachLinkedToBeneficiary', data: { beneficiaryId: AMINA } },
    raised(),
    alert('AlertCauseAdded', { cause: { ...cause, instance: 'R1' }, at: 2 }),
    alert('AlertLevelChanged', { level: 'critical', suspended: false, at: 2 }),
    alert('AlertSnoozed', { until: '2026-05-01' }),
    alert('AlertEscalated', { at: 2 }),
    alert('AlertSeen', {}),
    alert('AlertResolved', { kind: 'contact', by: { at: 1 } }),
    alert('AlertClosed', { outcome: 'lost', silenced: [{ ...cause, until: '2026-06-01' }] }, { actor: INES }),
    activated(),
    {
      ...{ stream: `ruleSet-${TERRITORY}`, type: 'RuleSetDrafted' },
      data: { version: 2, ruleSet: DEFAULT_RULES, hash: ruleSetHash(DEFAULT_RULES) },
    },
  ) as fc.Arbitrary<ToldEvent>,
);

// Half of the logs begin with what chance alone seldom tells in this order.
const waiting = [opened(FIRST, AMINA), raised(), alert('AlertEscalated', { at: 2 })];
const tellings = fc
  .tuple(fc.constantFrom([], waiting), fc.array(telling, { minLength: 1, maxLength: 30, size: 'max' }))
  .map(([before, told]) => [...before, ...told]);

projectionContract({
  numRuns: 60,
  projection,
  logs: tellings.map((told) =>
    // Ids of entries are unique in a log; a second one would be an append that was refused.
    logOf(
      told.filter(
        ({ eventId }, at) => eventId === undefined || told.findIndex((one) => one.eventId === eventId) === at,
      ),
    ),
  ),
});
