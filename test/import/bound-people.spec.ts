import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beneficiaryDecider, type BeneficiaryCommand } from '@jalons/beneficiaries';
import type { StoredEvent } from '@jalons/event-log';
import { ownFormat, type ImportSummary } from '@jalons/import';
import { civilDateOf, loadNomenclatures, randomId, type Uuid } from '@jalons/kernel';
import { openImportBench, type ImportBench } from '../support/imports.js';

const PEOPLE = 'personne;prénom;nom;entrée;Bénéficiaire du RSA;structure';
const STEPS = 'parcours;étape;identifiant;date;canal;vers;dispositif;droit commun;besoin;accord;intitulé;structure';
const ZOE = 'P1;Zoé;Exemple;2024-01-05;oui;Mission';
const CONTACT = 'P1;Contact;1;2024-01-20;Téléphone;;;;;;;Mission';
const SECOND_CONTACT = 'P1;Contact;2;2024-02-20;SMS;;;;;;;Mission';

describe('a source that tells of somebody who is bound', () => {
  const codes = loadNomenclatures();
  let folder: string;
  let bench: ImportBench;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-bound-'));
  });
  beforeEach(async () => {
    bench = await openImportBench();
  });
  afterEach(() => bench.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  async function imported(people: readonly string[], steps: readonly string[] = []): Promise<ImportSummary> {
    const files = [
      ['people', PEOPLE, people],
      ['steps', STEPS, steps],
    ] as const;
    const paths = files
      .filter(([, , rows]) => rows.length > 0)
      .map(([name, titles, rows]) => {
        const path = join(folder, `${name}.csv`);
        writeFileSync(path, [titles, ...rows].join('\n'));
        return path;
      });
    return bench.import({ files: paths, profile: ownFormat() });
  }

  const called = async (givenName: string): Promise<Uuid> =>
    (await bench.events()).find(({ data }) => (data as { givenName?: string }).givenName === givenName)!.keyId;

  async function told(person: Uuid, command: object): Promise<StoredEvent> {
    const stream = `beneficiary-${person}` as const;
    await bench.opened.runner.run({
      ...{ decider: beneficiaryDecider(codes), stream, keyId: person },
      command: { on: civilDateOf('2024-02-01'), ...command } as BeneficiaryCommand,
      context: { commandId: randomId(), commandHash: 'x', actor: randomId(), correlationId: randomId() },
      decision: { now: Date.now(), zone: 'Europe/Paris' },
    });
    return (await bench.opened.store.load(stream)).at(-1) as StoredEvent;
  }
  const restrict = (person: Uuid) => told(person, { type: 'RestrictProcessing', reason: 'exactitude contestée' });
  const anomalies = ({ rows }: ImportSummary) =>
    rows.anomalies.map(({ anomaly, disposition, rows: count }) => [anomaly, disposition, count]);
  const all = ({ rows }: ImportSummary) => Object.values(rows.dispositions).reduce((sum, count) => sum + count, 0);

  it('adds and changes nothing while her processing is restricted, and goes in once that is lifted', async () => {
    const before = await imported([ZOE], [CONTACT]);
    const restriction = await restrict(await called('Zoé'));
    const moved = [ZOE.replace('01-05', '01-04').replace('oui', 'non')];
    const steps = [CONTACT.replace('Téléphone', 'Courrier'), SECOND_CONTACT];
    const during = await imported(moved, steps);
    expect(during.events).toBe(0);
    expect(new Set(during.rows.anomalies.map(({ anomaly }) => anomaly))).toEqual(new Set(['processing-restricted']));
    expect([all(during), during.rows.dispositions.quarantined]).toEqual([3, 3]);
    expect(await imported([ZOE], [CONTACT])).toMatchObject({
      events: 0,
      rows: { dispositions: { unchanged: all(before) }, anomalies: [] },
    });
    await told(restriction.keyId, { type: 'LiftRestriction', restriction: restriction.eventId });
    const after = await imported(moved, steps);
    expect(after.rows.dispositions).toMatchObject({ changed: 2, imported: 1, quarantined: 0 });
  });

  it('opens her no other parcours', async () => {
    await imported([ZOE]);
    await restrict(await called('Zoé'));
    const titles = 'personne;parcours;entrée;sortie;motif de sortie;structure';
    const path = join(folder, 'second.csv');
    writeFileSync(path, [titles, 'P1;autre;2023-01-05;2023-03-01;Déménagement;Mission'].join('\n'));
    const second = await bench.import({ files: [path], profile: ownFormat() });
    expect(second).toMatchObject({ events: 0, parcours: 0 });
    expect(new Set(second.rows.anomalies.map(({ anomaly }) => anomaly))).toEqual(new Set(['processing-restricted']));
  });

  it('is bound by what another record of hers says, and of others says what it did', async () => {
    await imported([ZOE, 'P2;Zoe;Exemple;2023-01-05;;Mission', 'P3;Lina;Autre;2024-01-05;;Mission']);
    const [self, into] = [await called('Zoe'), await called('Zoé')];
    await told(self, { type: 'MergeInto', self, into });
    await bench.foldPeople();
    await restrict(self);
    const during = await imported([ZOE], [SECOND_CONTACT, SECOND_CONTACT.replace('P1', 'P3')]);
    expect(during.rows.dispositions).toMatchObject({ unchanged: 1, quarantined: 1, imported: 1 });
    expect(anomalies(during)).toEqual([['processing-restricted', 'quarantined', 1]]);
  });

  it('tells nobody new of who objects to sharing, and all else of her', async () => {
    await imported([ZOE]);
    await told(await called('Zoé'), { type: 'RecordObjection', purpose: 'all' });
    const orientation = (key: string, agreed: string) =>
      `P1;Orientation;${key};2024-02-02;;PLIE d’exemple;PLIE;oui;Lien social;${agreed};Cherche un emploi;Mission`;
    const during = await imported([], [orientation('o1', 'oui'), orientation('o2', 'non'), CONTACT]);
    expect(anomalies(during)).toEqual([['sharing-stopped', 'quarantined', 1]]);
    const types = (await bench.events()).slice(-2).map(({ type }) => type);
    expect(types.toSorted()).toEqual(['ContactAttempted', 'OrientationProposed']);
  });
});
