import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { beneficiaryDecider, type BeneficiaryCommand } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import { ownFormat } from '@jalons/import';
import { civilDateOf, loadNomenclatures, randomId, type Uuid } from '@jalons/kernel';
import { parcoursLife, type ParcoursEvent } from '@jalons/parcours';
import { OwnSource } from './own-source.js';

const TITLES = 'personne;prénom;nom;entrée;sortie;motif de sortie;connue le;modifiée le';
const OPEN = 'P1;Zoé;Exemple;2024-01-05;;;2024-01-08;';
const OTHER = 'P2;Zoe;Exemple;2023-01-05;2023-03-01;Déménagement;;';
const MOVED = 'P1;Zoé;Exemple;2024-01-05;2024-03-01;Déménagement;2024-01-08;2024-03-04';
const STEP_TITLES = 'parcours;étape;identifiant;date;canal;connue le;modifiée le';

const paris = (text: string) => Date.parse(`${text}+01:00`);

describe('a source that says something else', () => {
  let source: OwnSource;
  const codes = loadNomenclatures();

  beforeEach(async () => {
    source = await OwnSource.open();
  });
  afterEach(() => source.close());

  const imported = (...asked: Parameters<OwnSource['import']>) => source.import(...asked);
  const people = (...rows: readonly string[]) => [TITLES, ...rows].join('\n');
  const steps = (...rows: readonly string[]) => [STEP_TITLES, ...rows].join('\n');
  const inStream = (category: string) => source.inStreams(category);
  const lifeOfParcours = async () => parcoursLife((await inStream('parcours')) as never);
  const entry = (type: string) => source.entry(type);
  const byHand = (...command: Parameters<OwnSource['byHand']>) => source.byHand(...command);

  const personCalled = async (givenName: string): Promise<Uuid> =>
    (await inStream('beneficiary')).find(({ data }) => (data as { givenName?: string }).givenName === givenName)!.keyId;

  /** Something recorded of a person, by hand. */
  async function told(person: Uuid, command: BeneficiaryCommand): Promise<void> {
    await source.bench.opened.runner.run({
      ...{ decider: beneficiaryDecider(codes), stream: `beneficiary-${person}` as const, command, keyId: person },
      context: { commandId: randomId(), commandHash: 'x', actor: randomId(), correlationId: randomId() },
      decision: { now: Date.now(), zone: 'Europe/Paris' },
    });
  }

  it('is a void and a new entry, known from its update, in one append', async () => {
    await imported(
      { a: people('P1;Zoé;Exemple;2024-01-05;;;2024-01-08;') },
      { referenceOn: civilDateOf('2024-02-01') },
    );
    const changed = await imported(
      { b: people('P1;Zoé;Exemple;2024-01-09;;;2024-01-08;2024-02-15') },
      { referenceOn: civilDateOf('2024-03-01') },
    );
    expect(changed.rows.records['entry']).toEqual({ changed: 1 });
    const [opened, voided, again] = await inStream('parcours');
    expect(voided).toMatchObject({ type: 'EntryVoided', data: { eventId: opened!.eventId } });
    expect(again).toMatchObject({ corrects: opened!.eventId, occurredOn: '2024-01-09', knownOn: '2024-02-15' });
    expect([voided!.knownAt, again!.knownAt]).toEqual(Array(2).fill(paris('2024-02-15T23:59:59.999')));
    expect((await inStream('beneficiary')).filter(({ type }) => type === 'ParcoursSlotTaken')).toMatchObject([
      { data: { from: '2024-01-05', opening: opened!.eventId } },
      { data: { from: '2024-01-09', opening: again!.eventId } },
    ]);
  });

  it('was not known before the import before it, nor, without a date of its own, before its own import', async () => {
    const on = (day: string) => ({ referenceOn: civilDateOf(day) });
    await imported({ a: people(OPEN) }, on('2024-02-20'));
    await imported({ b: people('P1;Zoé;Exemple;2024-01-09;;;2024-01-08;2024-02-15') }, on('2024-03-01'));
    expect((await entry('ParcoursOpened')).knownAt).toBe(paris('2024-02-20T23:59:59.999'));
    await imported({ c: people('P1;Zoé;Exemple;2024-01-10;;;2024-01-08;') }, on('2024-03-15'));
    expect((await entry('ParcoursOpened')).knownAt).toBe(paris('2024-03-15T23:59:59.999'));
  });

  it('says for the first time what it did not say before, from then on', async () => {
    const titles = 'personne;nom;entrée;sortie;motif de sortie;sortie connue le;Bénéficiaire du RSA';
    const file = (...rows: readonly string[]) => [titles, ...rows].join('\n');
    const on = (day: string) => ({ referenceOn: civilDateOf(day) });
    await imported({ a: file('P1;Exemple;2024-03-01;;;;', 'P2;Essai;2024-03-01;;;;') }, on('2026-01-10'));
    const told = file(
      'P1;Exemple;2024-03-01;2024-12-15;Déménagement;;oui',
      'P2;Essai;2024-03-01;2024-12-15;Déménagement;2024-12-20;',
      'P3;Nouvelle;2024-03-01;2024-12-15;Déménagement;;non',
    );
    await imported({ b: told }, on('2026-02-10'));
    const knownOf = async (type: string) => (await source.bench.events()).filter((event) => event.type === type);
    const atEndOf = (...days: readonly string[]) => days.map((day) => paris(`${day}T23:59:59.999`)).toSorted();
    // The export of 10 January did not say it: known from the one that does, or, dated by the source, from that one on.
    expect((await knownOf('ParcoursExited')).map(({ knownAt }) => knownAt).toSorted()).toEqual(
      atEndOf('2026-02-10', '2026-01-10', '2024-12-15'),
    );
    expect((await knownOf('CriterionDeclared')).map(({ knownAt }) => knownAt).toSorted()).toEqual(
      atEndOf('2026-02-10', '2024-03-01'),
    );
  });

  it('may come back to what it said first, again and again', async () => {
    const states = [OPEN, MOVED, OPEN.replace('01-05', '01-06'), MOVED, OPEN];
    for (const [index, state] of states.entries()) await imported({ [`state${index}`]: people(state) });
    const { steps: life } = await lifeOfParcours();
    // A row that no longer speaks of an exit takes nothing back: what is not said is not denied.
    expect(life.map(({ type, occurredOn }) => [type, occurredOn])).toEqual([
      ['ParcoursOpened', '2024-01-05'],
      ['ParcoursExited', '2024-03-01'],
    ]);
    const ids = (await source.bench.events()).map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('cut short, is taken up again the next day, as the import that it was', async () => {
    const today = Date.now();
    const at = (now: number) => Object.assign(source.bench.parts, { now: () => now });
    const begun: string[] = [];
    const onBegun = async (id: string) => void begun.push(id);
    at(today - 24 * 3_600_000);
    const stopped = imported({ a: people(OPEN) }, { onBegun, signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'import-stopped' });
    at(today);
    const whole = await imported({ a: people(OPEN) }, { onBegun });
    expect(whole).toMatchObject({ resumed: true, people: 1 });
    expect(begun).toEqual([whole.import, whole.import]);
    // Once it is done, the same files are another import, of its own day.
    expect(await imported({ a: people(OPEN) })).toMatchObject({ resumed: false, events: 0 });
  });

  it('cut short before names of files were left out, is taken up again, whatever order its files were kept in', async () => {
    const both = { a: people(OPEN), b: steps('P1;Contact;1;2024-01-20;Téléphone;;') };
    const stopped = imported(both, { signal: AbortSignal.abort() });
    await expect(stopped).rejects.toMatchObject({ code: 'import-stopped' });
    await source.bench.parts.pool.query(
      `UPDATE import.imports
          SET files = (SELECT jsonb_agg(file ORDER BY n DESC) FROM jsonb_array_elements(files) WITH ORDINALITY each (file, n))
        WHERE finished_at IS NULL`,
    );
    expect(await imported(both)).toMatchObject({ resumed: true, people: 1 });
  });

  it('leaves what somebody voided until it says something else', async () => {
    const contact = 'P1;Contact;1;2024-01-20;Téléphone;;';
    await imported({ a: people(OPEN), b: steps(contact) });
    const { stream, eventId } = await entry('ContactAttempted');
    await byHand(stream, { type: 'VoidEntry', eventId, why: 'Une erreur.' });
    expect((await imported({ b: steps(contact) })).events).toBe(0);
    const changed = await imported({ b: steps(contact.replace('Téléphone', 'SMS')) });
    expect(changed.rows.records['contact']).toEqual({ changed: 1 });
    expect((await entry('ContactAttempted')).data).toMatchObject({ channel: 'sms' });
  });

  it('leaves what somebody corrected', async () => {
    const contact = 'P1;Contact;1;2024-01-20;Téléphone;;';
    await imported({ a: people(OPEN), b: steps(contact) });
    const { stream, eventId } = await entry('ContactAttempted');
    const data = { channel: 'letter', reached: 'person' } as const;
    const replacement = { type: 'ContactAttempted', data, occurredOn: civilDateOf('2024-01-21') } as const;
    await byHand(stream, { type: 'CorrectEntry', eventId, why: 'Une erreur.', replacement });
    expect((await imported({ b: steps(contact) })).events).toBe(0);
    const refused = await imported({ b: steps(contact.replace('Téléphone', 'SMS')) });
    expect(refused.rows.anomalies).toMatchObject([{ anomaly: 'corrected-by-hand', disposition: 'refused' }]);
    expect((await lifeOfParcours()).steps).toContainEqual(expect.objectContaining({ data, occurredOn: '2024-01-21' }));
  });

  it('leaves what somebody corrected twice', async () => {
    const contact = 'P1;Contact;1;2024-01-20;Téléphone;;';
    await imported({ a: people(OPEN), b: steps(contact) });
    for (const day of ['2024-01-21', '2024-01-22'] as const) {
      const { stream, eventId } = await entry('ContactAttempted');
      const data = { channel: 'letter', reached: 'person' } as const;
      const replacement = { type: 'ContactAttempted', data, occurredOn: civilDateOf(day) } as const;
      await byHand(stream, { type: 'CorrectEntry', eventId, why: 'Une erreur.', replacement });
    }
    const refused = await imported({ b: steps(contact.replace('Téléphone', 'SMS')) });
    expect(refused.rows.anomalies).toMatchObject([{ anomaly: 'corrected-by-hand', disposition: 'refused' }]);
    expect(await source.lives()).toEqual([['ParcoursOpened 2024-01-05', 'ContactAttempted 2024-01-22']]);
  });

  it('leaves what somebody voided, though a change of it came and was undone', async () => {
    const contact = 'P1;Contact;1;2024-01-20;Téléphone;;';
    await imported({ a: people(OPEN), b: steps(contact) });
    const { stream, eventId } = await entry('ContactAttempted');
    await byHand(stream, { type: 'VoidEntry', eventId, why: 'Une erreur.' });
    const changed = await imported({ b: steps(contact.replace('Téléphone', 'SMS')) });
    await source.bench.undo(changed.import!);
    expect(await imported({ b: steps(contact) })).toMatchObject({ events: 0 });
    expect(await source.lives()).toEqual([['ParcoursOpened 2024-01-05']]);
  });

  it('is no day to come, and a day that is corrected is the day of the registration', async () => {
    const file = (day: string) => `personne;nom;enregistrée le\nP1;Exemple;${day}`;
    const refused = await imported({ a: file('2062-03-01') });
    expect(refused).toMatchObject({ events: 0, rows: { dispositions: { refused: 1 } } });
    expect(refused.examples).toMatchObject([{ code: 'in-the-future', column: 'enregistrée le' }]);
    await imported({ a: file('2025-03-01') });
    await imported({ a: file('2024-03-01') });
    const registered = (await inStream('beneficiary')).findLast(({ type }) => type === 'BeneficiaryRegistered');
    expect(registered).toMatchObject({ occurredOn: '2024-03-01' });
  });

  it('may show that two people are one, once it gives the birth date that was missing', async () => {
    const titles = 'personne;nom;prénom;date de naissance;téléphone';
    const file = (born: string, phone = '') => `${titles}\nP1;Exemple;Zoé;1990-04-03;\nP2;Exemple;Zoe;${born};${phone}`;
    expect(await imported({ a: file('') })).toMatchObject({ duplicates: 0 });
    await source.bench.foldPeople();
    // Of the two, one is suspected: not the other way round too, nor again.
    expect(await imported({ a: file('1990-04-03') })).toMatchObject({ duplicates: 1 });
    expect(await imported({ a: file('1990-04-03', '0612345678') })).toMatchObject({ duplicates: 0 });
    const suspected = (await inStream('beneficiary')).filter(({ type }) => type === 'DuplicateSuspected');
    expect(suspected).toHaveLength(1);
  });

  it('is told apart from a file of the same name', async () => {
    const wrong = 'personne;nom;sexe\nP1;Exemple;X';
    const summary = await imported({ 'a/personnes': wrong, 'b/personnes': wrong });
    expect(summary.examples.map(({ file }) => file)).toEqual(['a/personnes.csv', 'b/personnes.csv']);
    const { rows } = await source.bench.parts.pool.query('SELECT file FROM import.anomalies ORDER BY file');
    // What is kept does not repeat their names.
    expect(rows).toEqual([{ file: 'fichier 1' }, { file: 'fichier 2' }]);
  });

  it('counts by its latest state, where several files tell of one row', async () => {
    const earlier = 'P1;Contact;1;2024-01-20;Téléphone;2024-01-21;2024-01-21';
    const later = 'P1;Contact;1;2024-01-20;SMS;2024-01-21;2024-02-01';
    const summary = await imported({ c: people(OPEN), a: steps(later), b: steps(earlier, earlier) });
    expect(summary.rows.records['contact']).toEqual({ imported: 1, superseded: 2 });
    expect((await entry('ContactAttempted')).data).toMatchObject({ channel: 'sms' });
    const torn = await imported({ d: steps('P1;Contact;2;2024-01-22;SMS;;', 'P1;Contact;2;2024-01-22;Courrier;;') });
    expect(torn.rows.anomalies).toMatchObject([{ anomaly: 'key-repeated', rows: 2 }]);
  });

  it('of an erased person is refused', async () => {
    await imported({ a: people(OPEN) });
    const [{ keyId }] = (await inStream('parcours')) as [StoredEvent];
    await source.bench.parts.pool.query('SELECT keys.destroy($1)', [keyId]);
    const refused = await imported({ a: people(MOVED), b: steps('P1;Contact;1;2024-01-20;Téléphone;;') });
    expect(refused.rows.anomalies.every(({ anomaly }) => anomaly === 'person-erased')).toBe(true);
    expect(refused).toMatchObject({ events: 0, people: 0, rows: { dispositions: { refused: 2 } } });
  });

  it('opens new parcours for whoever a merged person became', async () => {
    await imported({ a: people(OPEN, OTHER) });
    const [self, into] = [await personCalled('Zoé'), await personCalled('Zoe')];
    await told(self, { type: 'MergeInto', self, into });
    await imported({ c: 'personne;parcours;entrée\nP1;second;2024-06-01' }, { profile: overlapping() });
    const opened = (await inStream('parcours')).filter(({ type }) => type === 'ParcoursOpened') as StoredEvent<
      Extract<ParcoursEvent, { type: 'ParcoursOpened' }>
    >[];
    expect(opened.at(-1)).toMatchObject({ data: { beneficiaryId: into }, keyId: into });
  });

  it('undone, keeps what others rest on and what somebody changed, and tells it', async () => {
    const first = await imported({
      a: people(OPEN),
      b: steps('P1;Contact;1;2024-01-20;Téléphone;;', 'P1;Contact;2;2024-01-21;SMS;;'),
    });
    const [contact] = (await inStream('parcours')).filter(({ type }) => type === 'ContactAttempted');
    const stream = contact!.stream;
    await byHand(stream, { type: 'VoidEntry', eventId: contact!.eventId, why: 'Une erreur.' });
    await byHand(stream, { type: 'ConfirmSituation', data: {}, occurredOn: civilDateOf('2024-02-02') });
    const undone = await source.bench.undo(first.import!);
    expect(undone.kept.map(({ type, because }) => `${type} ${because}`).toSorted()).toEqual([
      'BeneficiaryRegistered has-dependants',
      'ContactAttempted changed-since',
      'ParcoursOpened has-dependants',
      'SeatGranted has-dependants',
      'StructureRegistered has-dependants',
    ]);
    expect((await lifeOfParcours()).steps.map(({ type }) => type)).toEqual(['ParcoursOpened', 'SituationConfirmed']);
  });

  it('undone, keeps the registration of a record while another is merged into it', async () => {
    await imported({ a: people(OPEN) });
    const second = await imported({ b: people(OTHER) });
    const [self, into] = [await personCalled('Zoé'), await personCalled('Zoe')];
    await told(self, { type: 'MergeInto', self, into });
    await source.bench.foldPeople();
    const kept = async () => (await source.bench.undo(second.import!)).kept.map(({ type, because }) => [type, because]);
    expect(await kept()).toEqual([['BeneficiaryRegistered', 'has-dependants']]);
    const merge = (await inStream('beneficiary')).find(({ type }) => type === 'BeneficiaryMerged')!;
    // The read models still know the merge: the log says that it is reversed.
    await told(self, { type: 'ReverseMerge', merge: merge.eventId });
    expect(await kept()).toEqual([]);
  });

  it('undone, keeps the registration of a person whom an encounter turned out to be', async () => {
    const first = await imported({ a: people(OPEN) });
    const person = await personCalled('Zoé');
    const id = randomId();
    const met = (type: string, data: object, expected: 'none' | number) => {
      const context = { commandId: randomId(), commandHash: 'x', actor: randomId(), correlationId: randomId() };
      const event = { type, data, occurredOn: civilDateOf('2024-01-04') };
      return source.bench.opened.store.append(`outreach-${id}`, expected, [event], context, id);
    };
    await met('OutreachEncounterRecorded', { channel: 'street', needs: [], count: 1 }, 'none');
    await met('OutreachLinkedToBeneficiary', { beneficiaryId: person }, 0);
    await source.bench.foldPeople();
    const kept = async () => (await source.bench.undo(first.import!)).kept.map(({ type }) => type);
    expect(await kept()).toContain('BeneficiaryRegistered');
    const { pool } = source.bench.parts;
    await pool.query(
      `INSERT INTO engine.projections (name, slot, version, definition, tables, state, replays_requested, replays_done)
       VALUES ('outreach', 'read', 1, '', '{}', 'live', 0, 0), ('outreach', 'building', 2, '', '{}', 'rebuilding', 0, 0)`,
    );
    await expect(kept()).rejects.toMatchObject({ kind: 'unavailable', code: 'encounters-not-ready' });
    await pool.query('DELETE FROM engine.projections');
    const [, link] = await inStream('outreach');
    await met('EntryVoided', { eventId: link!.eventId, why: 'une autre' }, 1);
    expect(await kept()).toEqual([]);
  });

  it('is not undone while what rests on it cannot be known', async () => {
    const first = await imported({ a: people(OPEN) });
    const { bench } = source;
    const before = (await bench.events()).length;
    Object.assign(bench.parts, { upToDate: async () => false });
    await expect(bench.undo(first.import!)).rejects.toMatchObject({ kind: 'unavailable', code: 'read-models-late' });
    expect(await bench.events()).toHaveLength(before);
    Object.assign(bench.parts, { upToDate: async () => true });
    expect((await bench.undo(first.import!)).kept).toEqual([]);
  });

  it('undone in whatever order, leaves what the other imports say', async () => {
    const first = await imported({ a: people(OPEN) });
    const second = await imported({ a: people(MOVED.replace('01-05', '01-09')) });
    await source.bench.undo(second.import!);
    expect((await lifeOfParcours()).steps).toMatchObject([{ type: 'ParcoursOpened', occurredOn: '2024-01-05' }]);
    const third = await imported({ a: people(MOVED.replace('01-05', '01-09')) });
    expect((await lifeOfParcours()).steps).toHaveLength(2);
    await source.bench.undo(first.import!);
    expect((await lifeOfParcours()).steps).toHaveLength(2);
    await source.bench.undo(third.import!);
    expect((await lifeOfParcours()).inForce).toEqual([]);
    const ids = (await source.bench.events()).map(({ eventId }) => eventId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  /** Our format for a territory where parcours may overlap. */
  function overlapping() {
    const own = ownFormat();
    return { ...own, policies: { ...own.policies, overlap: 'flag' as const } };
  }
});
