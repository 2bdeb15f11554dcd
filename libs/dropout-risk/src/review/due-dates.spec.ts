import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { civilDateOf, type Uuid } from '@jalons/kernel';
import type { ParcoursEvent } from '@jalons/parcours';
import type { Past } from '../../../../test/support/given.js';
import { OPENED, past, STRUCTURE } from '../../../../test/support/parcours.js';
import { midnightOf, ReviewedLog } from '../../../../test/support/risk/reviewed-log.js';
import { alertIdOf } from '../alerts/alert-id.js';
import { alertDecider, type AlertCommand } from '../alerts/alert.decider.js';

const MINUTE = 60_000;

let log: ReviewedLog;
let referent: Uuid;

beforeAll(async () => {
  log = await ReviewedLog.open();
  referent = randomUUID();
  await log.tell(`professional-${referent}`, referent, [
    {
      ...{ type: 'MandateGranted', on: '2020-01-01' },
      data: { role: 'operator', structure: STRUCTURE, from: '2020-01-01', zone: 'Europe/Paris' } as never,
    },
  ]);
});
afterAll(() => log.close());

/** A parcours about which somebody worries from a day on: its alert is raised in the middle of that day. */
async function raisedOn(day: string) {
  const [id, person] = [randomUUID(), randomUUID()];
  const told = (...events: readonly Past<ParcoursEvent>[]) => log.tell(`parcours-${id}`, person, events);
  await told(
    past('ParcoursOpened', day, { ...OPENED, beneficiaryId: person }),
    past('ReferentAssigned', day, { professional: referent, structure: STRUCTURE }),
    past('ConcernRaised', day, { note: 'Voix éteinte' }),
  );
  await log.reviewAt(noonOf(day));
  expect(await typesOf(id)).toEqual(['AlertRaised']);
  return { id, person, told };
}

const noonOf = (day: string) => midnightOf(day) + 12 * 60 * MINUTE;
const typesOf = async (id: Uuid) => (await log.alertsOf(id)).map(({ type }) => type);
const dueOf = async (id: Uuid) => {
  const { due_ms } = await log.board(id);
  return due_ms === null ? null : new Date(Number(due_ms)).toISOString();
};

async function handle(id: Uuid, day: string, command: Exclude<AlertCommand, { type: 'ReviewAlert' }>): Promise<void> {
  const commandId = randomUUID();
  const [raised] = await log.alertsOf(id);
  await log.store.runner.run({
    ...{ decider: alertDecider, stream: `alert-${alertIdOf(log.store.idSecret, id)}`, command },
    context: { commandId, commandHash: commandId, actor: referent, correlationId: commandId },
    decision: { now: noonOf(day), zone: 'Europe/Paris' },
    keyId: raised!.keyId,
  });
  await log.reviewAt(noonOf(day) + MINUTE);
}

describe('an alert that nobody has looked at', () => {
  it.each([
    // 1 and 8 May are holidays.
    ['two holidays', '2026-04-29', '2026-05-07', '2026-05-06T22:00:00.000Z'],
    // Ascension, on a Thursday; the Friday after is worked.
    ['Ascension', '2026-05-12', '2026-05-20', '2026-05-19T22:00:00.000Z'],
    ['Christmas and New Year', '2026-12-24', '2027-01-04', '2027-01-03T23:00:00.000Z'],
    ['Easter Monday', '2026-04-02', '2026-04-10', '2026-04-09T22:00:00.000Z'],
    ['the spring change of clocks', '2026-03-27', '2026-04-03', '2026-04-02T22:00:00.000Z'],
    ['the autumn change of clocks', '2026-10-23', '2026-10-30', '2026-10-29T23:00:00.000Z'],
    ['a raise on a day of rest', '2026-11-28', '2026-12-04', '2026-12-03T23:00:00.000Z'],
  ])('goes to the coordinator on the fifth working day, over %s', async (_over, raised, escalated, dueAt) => {
    const { id } = await raisedOn(raised);
    expect(await dueOf(id)).toBe(dueAt);
    expect(midnightOf(escalated)).toBe(Date.parse(dueAt));
    await log.reviewAt(Date.parse(dueAt) - 1);
    expect(await typesOf(id)).toEqual(['AlertRaised']);
    await log.reviewAt(Date.parse(dueAt));
    expect(await typesOf(id)).toEqual(['AlertRaised', 'AlertEscalated']);
    expect((await log.alertsOf(id))[1]!.occurredOn).toBe(escalated);
    await log.reviewAt(noonOf(escalated));
    expect(await typesOf(id)).toEqual(['AlertRaised', 'AlertEscalated']);
    expect(log.failures).toEqual([]);
  });

  it('does so late rather than never, once the worker is back', async () => {
    const { id } = await raisedOn('2026-02-02');
    await log.reviewAt(noonOf('2026-02-20'));
    expect(await typesOf(id)).toEqual(['AlertRaised', 'AlertEscalated']);
  });

  it('stays with those who have seen it, taken it in charge or put it off', async () => {
    const cases = [];
    for (const command of [
      { type: 'SeeAlert', n: 1 },
      { type: 'TakeAlertInCharge', n: 1 },
      { type: 'SnoozeAlert', n: 1, until: civilDateOf('2026-02-24') },
    ] as const) {
      const { id } = await raisedOn('2026-02-03');
      await handle(id, '2026-02-04', command);
      cases.push(id);
    }
    await log.reviewAt(noonOf('2026-02-10'));
    await log.reviewAt(noonOf('2026-02-25'));
    for (const id of cases) expect(await typesOf(id)).not.toContain('AlertEscalated');
  });

  it('waits while it is suspended, and no longer', async () => {
    const [id, person] = [randomUUID(), randomUUID()];
    const told = (...events: readonly Past<ParcoursEvent>[]) => log.tell(`parcours-${id}`, person, events);
    await told(
      past('ParcoursOpened', '2026-01-05', { ...OPENED, beneficiaryId: person }),
      past('ReferentAssigned', '2026-01-05', { professional: referent, structure: STRUCTURE }),
      past('ContactAttempted', '2026-01-05', { channel: 'phone', reached: 'nobody' }),
      past('ContactAttempted', '2026-01-12', { channel: 'sms', reached: 'nobody' }),
      past('ContactAttempted', '2026-01-20', { channel: 'phone', reached: 'nobody' }),
    );
    await log.reviewAt(noonOf('2026-01-20'));
    expect(await typesOf(id)).toEqual(['AlertRaised']);
    await told(past('PauseDeclared', '2026-01-21', { reason: 'health', until: '2026-03-02' } as never));
    await log.reviewAt(noonOf('2026-01-21'));
    await log.reviewAt(noonOf('2026-01-28'));
    expect(await typesOf(id)).not.toContain('AlertEscalated');
    for (let day = 1; day < 28; day += 1) await log.reviewAt(noonOf(`2026-03-${String(day).padStart(2, '0')}`));
    expect((await typesOf(id)).filter((type) => type === 'AlertEscalated')).toHaveLength(1);
    expect(log.failures).toEqual([]);
  });
});

describe('an alert that was put off', () => {
  it.each([
    ['over the spring change of clocks', '2026-03-27', '2026-03-30', '2026-03-29T22:00:00.000Z'],
    ['over the autumn change of clocks', '2026-10-23', '2026-10-26', '2026-10-25T23:00:00.000Z'],
    ['up to a holiday', '2026-07-08', '2026-07-14', '2026-07-13T22:00:00.000Z'],
  ])('comes back from the first minute of its day, %s', async (_over, raised, until, dueAt) => {
    const { id } = await raisedOn(raised);
    await handle(id, raised, { type: 'SnoozeAlert', n: 1, until: civilDateOf(until) });
    expect(await dueOf(id)).toBe(dueAt);
    const { reviewed } = await log.reviewAt(Date.parse(dueAt) - 1);
    expect(reviewed).toBe(0);
    expect((await log.reviewAt(Date.parse(dueAt))).reviewed).toBe(1);
    // Nothing is appended: it is open, and its day has come.
    expect(await typesOf(id)).toEqual(['AlertRaised', 'AlertSnoozed']);
    expect(await dueOf(id)).not.toBe(dueAt);
  });
});

it('a parcours of which the read model may hold half of what was told at once waits for the rest', async () => {
  const [id, person] = [randomUUID(), randomUUID()];
  const before = (await log.store.log.head())!.position;
  await log.tell(`parcours-${id}`, person, [
    past('ParcoursOpened', '2026-05-04', { ...OPENED, beneficiaryId: person }),
    past('ConcernRaised', '2026-05-04', { note: 'Voix éteinte' }),
  ]);
  await log.caughtUp();
  const last = (await log.store.log.head())!.position;
  const now = noonOf('2026-05-04');
  await log.reviewer.reviewDue(now, { whole: before });
  expect(await typesOf(id)).toEqual([]);
  await log.reviewer.reviewDue(now, { whole: last });
  expect(await typesOf(id)).toEqual(['AlertRaised']);
});
