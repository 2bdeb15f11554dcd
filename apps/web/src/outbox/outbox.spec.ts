import { describe, expect, it } from '@jest/globals';
import { ApiProblem, NoAnswer } from '../api/problem.js';
import type { Draft, NamedDraft, Parcel } from '../drafts/index.js';
import { formOf, Outbox, OUTREACH } from './outbox.js';

const parcel = { parcoursId: 'p', path: '/parcours/{id}/steps/exits', body: { reason: 'moved' } };
const waiting: Draft = { values: {}, key: 'key-1', sentence: 'Sortie.', parcel };

/** An outbox over a shelf in memory; `answers` is what each sending comes to, in turn. */
function bench(drafts: Record<string, Draft>, ...answers: (Error | 'stored' | (() => void))[]) {
  const shelf = new Map(Object.entries(drafts));
  const sent: string[] = [];
  const parcels: Parcel[] = [];
  const alarms: { seconds: number; act: () => void }[] = [];
  const outbox = new Outbox({
    box: {
      all: async () => [...shelf].map(([name, draft]): NamedDraft => ({ name, draft })),
      mend: async (name, draft) => void (shelf.get(name)?.key === draft.key && shelf.set(name, draft)),
      drop: async (name, key) => void ((key === undefined || shelf.get(name)?.key === key) && shelf.delete(name)),
    },
    send: async (parcel, key) => {
      sent.push(key);
      parcels.push(parcel);
      const answer = answers.shift() ?? 'stored';
      if (typeof answer === 'function') answer();
      else if (answer !== 'stored') throw answer;
    },
    later: (seconds, act) => {
      const alarm = { seconds, act };
      alarms.push(alarm);
      return () => void alarms.splice(alarms.indexOf(alarm), 1);
    },
    now: () => new Date(0),
    signedOut: 'Reconnectez-vous.',
  });
  const states = () => outbox.snapshot().unsent.map(({ state }) => state);
  return { outbox, shelf, sent, parcels, alarms, states };
}

describe('what was asked to be sent and not answered', () => {
  it('is sent under its key, said to have arrived, and gone from the browser', async () => {
    const { outbox, shelf, sent } = bench({ 'p/exit/': waiting });
    await outbox.look();
    expect(sent).toEqual(['key-1']);
    expect(shelf.size).toBe(0);
    expect(outbox.snapshot()).toMatchObject({ unsent: [], arrived: [{ sentence: 'Sortie.', state: 'saved' }] });
    outbox.dismiss('p/exit/');
    expect(outbox.snapshot().arrived).toEqual([]);
  });

  it('goes for the structure it was typed for; one kept before there was a choice goes all the same', async () => {
    const older = { ...waiting, key: 'key-2' };
    const { outbox, parcels, shelf } = bench({
      'p/exit/': { ...waiting, parcel: { ...parcel, structure: 'plie' } },
      'q/exit/': older,
    });
    await outbox.look();
    expect(parcels).toEqual([{ ...parcel, structure: 'plie' }, parcel]);
    expect(shelf.size).toBe(0);
  });

  it('waits where nothing comes back, and goes again by itself under the same key', async () => {
    const { outbox, sent, alarms, states } = bench({ 'p/exit/': waiting }, new NoAnswer('rien'), new NoAnswer('rien'));
    await outbox.look();
    expect(states()).toEqual(['waiting']);
    expect(alarms.map(({ seconds }) => seconds)).toEqual([2]);
    await outbox.look();
    expect(alarms.map(({ seconds }) => seconds)).toEqual([4]);
    await outbox.look();
    expect(sent).toEqual(['key-1', 'key-1', 'key-1']);
    expect(states()).toEqual([]);
  });

  it('is kept with its reason where the server refuses, and not sent again', async () => {
    const { outbox, shelf, sent } = bench({ 'p/exit/': waiting }, new ApiProblem(409, 'exited', 'Déjà sorti.'));
    await outbox.look();
    await outbox.look();
    expect(sent).toHaveLength(1);
    expect(shelf.get('p/exit/')).toEqual({ values: {}, key: 'key-1', sentence: 'Sortie.', refused: 'Déjà sorti.' });
    expect(outbox.snapshot().unsent).toMatchObject([{ state: 'refused', message: 'Déjà sorti.' }]);
  });

  it('says so where an earlier version is in the log, and waits for who signs in again', async () => {
    const { outbox, shelf } = bench(
      { 'p/exit/': waiting, 'q/exit/': waiting },
      new ApiProblem(422, 'idempotency-key-reused', ''),
      new ApiProblem(401, 'sign-in-needed', ''),
    );
    await outbox.look();
    expect(outbox.snapshot().arrived).toMatchObject([{ name: 'p/exit/', state: 'taken' }]);
    expect([...shelf.keys()]).toEqual(['q/exit/']);
    expect(shelf.get('q/exit/')).toEqual(waiting);
    expect(outbox.snapshot().unsent).toMatchObject([{ state: 'refused', message: 'Reconnectez-vous.' }]);
  });

  it('leaves alone a draft that has taken its name while it was on its way, or its being thrown away', async () => {
    const next = { ...waiting, key: 'key-2' };
    const replaced = () => void shelf.set('p/exit/', next);
    const { outbox, shelf } = bench({ 'p/exit/': waiting }, replaced);
    await outbox.look();
    expect(shelf.get('p/exit/')).toEqual(next);
    const thrown = bench({ 'p/exit/': waiting }, () => {
      thrown.shelf.delete('p/exit/');
      throw new ApiProblem(409, 'exited', 'Déjà sorti.');
    });
    await thrown.outbox.look();
    expect(thrown.shelf.size).toBe(0);
  });

  it('is left to its form while that is open', async () => {
    const { outbox, sent, states } = bench({ 'p/exit/': waiting });
    const release = outbox.hold('p/exit/');
    await outbox.look();
    expect([sent, states()]).toEqual([[], []]);
    release();
    release();
    await outbox.look();
    expect(sent).toEqual(['key-1']);
  });

  it('is never a mere draft, which is shown and thrown away on demand alone', async () => {
    const { parcel: _, ...draft } = waiting;
    const { outbox, sent, states } = bench({ 'p/exit/': draft });
    await outbox.look();
    expect([sent, states()]).toEqual([[], ['draft']]);
    await outbox.discard('p/exit/');
    expect(states()).toEqual([]);
  });
});

describe('the name of a draft', () => {
  it('leads back to its form', () => {
    expect(formOf('p1/void/e1')).toEqual({ parcoursId: 'p1', kind: 'void', on: 'e1' });
    expect(formOf('p1/contact/')).toEqual({ parcoursId: 'p1', kind: 'contact' });
    expect(formOf('aller-vers//d1')).toEqual({ parcoursId: OUTREACH, kind: '', on: 'd1' });
  });
});
