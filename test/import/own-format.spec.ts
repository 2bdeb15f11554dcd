import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeXlsx } from 'hucre/xlsx';
import { ownFormat, type ImportRequest } from '@jalons/import';
import { randomId } from '@jalons/kernel';
import { openImportBench, type FilesToImport, type ImportBench } from '../support/imports.js';

const PEOPLE = `personne;prénom;nom;date de naissance;sexe;téléphone;qpv;entrée;canal d'entrée;structure;sortie;motif de sortie
P1;Zoé;Exemple;03/04/1990;F;06 12 34 56 78;Grand Mirail;05/01/2024;Aller-vers;Mission locale;;
P2;Ali;Essai;1985-12-31;H;;hors QPV;2024-02-01;;Mission locale;2024-06-30;Déménagement
`;
const STEPS = `parcours;étape;identifiant;suite de;date;heure;connue le;canal;joint;intitulé;organisme;qualifiante;fin prévue;thème
P1;Contact;1;;2024-01-20;14:30;2024-01-22;Téléphone;oui;;;;;
P1;Frein;2;;2024-02-01;;;;;;;;;Mobilité
P1;Formation commencée;3;;2024-03-01;;;;;Cariste;Organisme du Mirail;oui;2024-05-31;
P1;Formation terminée;4;3;2024-05-31;;;;;;;;;
P1;Frein levé;5;2;2024-06-01;;;;;;;;;
`;

describe('our own format', () => {
  let folder: string;
  let bench: ImportBench;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-own-'));
  });
  beforeEach(async () => {
    bench = await openImportBench();
  });
  afterEach(() => bench.close());
  afterAll(() => rmSync(folder, { recursive: true }));

  function given(name: string, content: string | Uint8Array): string {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  }
  const imported = (files: readonly string[], more: Partial<ImportRequest & FilesToImport> = {}) =>
    bench.import({ files, profile: ownFormat(), ...more });
  const types = async (category: string) =>
    (await bench.events()).filter(({ stream }) => stream.startsWith(`${category}-`)).map(({ type }) => type);

  it('gives people, their parcours and their steps, in any order of files', async () => {
    const summary = await imported([given('étapes.csv', STEPS), given('personnes.csv', PEOPLE)]);
    expect(summary).toMatchObject({ people: 2, parcours: 2, exits: 1, overlaps: 0 });
    expect(summary.rows).toMatchObject({ read: 7, dispositions: { imported: 7 }, anomalies: [] });
    expect(new Set(await types('parcours'))).toEqual(
      new Set([
        ...['ParcoursOpened', 'ContactAttempted', 'BarrierIdentified', 'TrainingStarted', 'TrainingCompleted'],
        ...['BarrierLifted', 'ParcoursExited'],
      ]),
    );
    const events = await bench.events();
    const contact = events.find(({ type }) => type === 'ContactAttempted');
    expect(contact).toMatchObject({
      data: { channel: 'phone', reached: 'person' },
      ...{ occurredOn: '2024-01-20', knownOn: '2024-01-22', at: { time: '14:30', zone: 'Europe/Paris' } },
      knownAt: Date.parse('2024-01-22T22:59:59.999Z'),
    });
    const training = events.find(({ type }) => type === 'TrainingStarted');
    expect(events.find(({ type }) => type === 'TrainingCompleted')?.data).toMatchObject({
      training: training!.eventId,
    });
    const registered = events.filter(({ type }) => type === 'BeneficiaryRegistered').map(({ data }) => data);
    expect(registered).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ givenName: 'Zoé', birthDate: '1990-04-03', sex: 'female' }),
        expect.objectContaining({ residence: { qpv: null, evidence: 'partner' } }),
      ]),
    );
  });

  it('is read from a workbook of two sheets as from files', async () => {
    const sheet = (name: string, text: string) => ({
      name,
      rows: text
        .trim()
        .split('\n')
        .map((line) => line.split(';')),
    });
    const workbook = await writeXlsx({ sheets: [sheet('Personnes', PEOPLE), sheet('Étapes', STEPS)] });
    expect(await imported([given('tout.xlsx', workbook)])).toMatchObject({ people: 2, parcours: 2, exits: 1 });
    const again = await imported([given('personnes.csv', Buffer.from(PEOPLE, 'latin1')), given('étapes.csv', STEPS)]);
    expect(again).toMatchObject({ events: 0, rows: { dispositions: { unchanged: 7, imported: 0 } } });
  });

  it('names the line and the column of everything that is wrong, and writes nothing in a rehearsal', async () => {
    const wrong = `personne;prénom;nom;date de naissance;sexe;entrée;sortie;motif de sortie
Q1;Zoé;Exemple;31/02/1990;F;2024-01-05;;
Q2;Ali;Essai;1990-01-01;X;2024-01-05;;
;Léa;Personne;1990-01-01;F;2024-01-05;;
Q4;2 84 05 31 555 123;Secret;1990-01-01;F;2024-01-05;;
Q5;Ana;Demain;1990-01-01;F;2099-01-05;;
Q6;123;Chiffres;1990-01-01;F;2024-01-05;;
Q7;Max;Emploi;1990-01-01;H;2024-01-05;2024-02-01;Emploi
Q8;Tom;Jeune;2015-01-01;H;2024-01-05;;
Q9;Eva;Trop;1990-01-01;F;2024-01-05;;;de plus;`;
    const before = (await bench.events()).length;
    const summary = await imported([given('faux.csv', wrong)], { dryRun: true });
    expect((await bench.events()).length).toBe(before);
    expect(summary.import).toBeNull();
    const told = summary.examples.map(({ line, column, code }) => `${line} ${column} ${code}`);
    expect(told).toEqual(
      expect.arrayContaining([
        '2 date de naissance cell-not-a-date',
        '3 sexe cell-unknown-code',
        '4 personne cell-missing',
        '5 prénom nir-forbidden',
        '6 entrée in-the-future',
        '7 prénom cell-refused',
        '8 contrat de sortie cell-missing',
        '9  under-minimum-age',
        '10  row-too-long',
      ]),
    );
    expect(JSON.stringify(summary)).not.toMatch(/Secret|Exemple|555/);
    const { read, dispositions } = summary.rows;
    expect(Object.values(dispositions).reduce((sum, rows) => sum + rows, 0)).toBe(read);
  });

  it('takes 9999-12-31 for no end where one is asked, and for a slip elsewhere; an end may be said to be unknown', async () => {
    const people = `personne;prénom;nom;date de naissance;entrée;sortie;motif de sortie;contrat de sortie;début du contrat;fin du contrat
E1;Zoé;Exemple;1990-04-03;2024-01-05;2024-06-30;Emploi;CDI;2024-07-01;31/12/9999
E2;Zoé;Essai;1990-04-03;2024-01-05;2024-06-30;Emploi;CDD;2024-07-01;9999-12-31
E3;Zoé;Personne;1990-04-03;2024-01-05;2024-06-30;Emploi;CDD;2024-07-01;Inconnue
E4;Zoé;Modèle;1990-04-03;2024-01-05;9999-12-31;;;;
E5;Zoé;Témoin;1990-04-03;2024-01-05;2024-06-30;Emploi;CDD;2024-07-01;2250-01-01
E6;Zoé;Futur;9999-12-31;2024-01-05;;;;;
`;
    const steps = `parcours;étape;date;contrat;fin prévue;intitulé;organisme;qualifiante;connue le
E4;Emploi commencé;2024-02-01;CDI;31/12/9999;;;;
E4;Emploi commencé;2024-03-01;Intérim;2999-12-31;;;;
E4;Emploi commencé;2024-04-01;Intérim;inconnue;;;;
E4;Formation commencée;2024-02-01;;9999-12-31;Cariste;Greta;non;
E4;Emploi commencé;2024-05-01;CDD;2024-06-01;;;;9999-12-31
`;
    const summary = await imported([given('fins.csv', people), given('étapes-fins.csv', steps)]);
    const told = summary.examples.map(({ file, line, column, code }) => `${file} ${line} ${column} ${code}`);
    expect(told.toSorted()).toEqual([
      'fins.csv 6 fin du contrat cell-day-out-of-range',
      'fins.csv 7 date de naissance cell-day-out-of-range',
      'étapes-fins.csv 5 fin prévue cell-day-out-of-range',
      'étapes-fins.csv 6 connue le cell-day-out-of-range',
    ]);
    const events = await bench.events();
    const dataOf = (type: string) => events.filter((event) => event.type === type).map(({ data }) => data as object);
    const from = { startsOn: '2024-07-01' };
    expect(dataOf('ParcoursExited').map((data) => (data as { contract: object }).contract)).toEqual(
      expect.arrayContaining([
        { kind: 'permanent', ...from },
        { kind: 'fixed-term', ...from, endsOn: 'unknown' },
        { kind: 'fixed-term', ...from, endsOn: 'unknown' },
      ]),
    );
    expect(dataOf('ParcoursExited')).toHaveLength(3);
    expect(dataOf('JobStarted').map((data) => (data as { expectedEnd?: string }).expectedEnd)).toEqual([
      undefined,
      'unknown',
      'unknown',
    ]);
  });

  it('names each cell that a step is nothing without', async () => {
    const people =
      'personne;prénom;nom;date de naissance;entrée;sortie;motif de sortie;contrat de sortie;début du contrat\n' +
      'M1;Zoé;Exemple;1990-04-03;2024-01-05;;;;\nM2;Zoé;Essai;1990-04-03;2024-01-05;2024-06-30;Emploi;CDI;\nM3;Zoé;Témoin;1990-04-03;2024-01-05;2024-06-30;Déménagement;;\n';
    const steps = `parcours;étape;identifiant;suite de;date;canal;intitulé;prévu le;organisme;qualifiante;fin prévue;motif;jusqu'au;vers;droit commun;besoin;accord;situation à six mois;non jointe
M1;Prochaine action;1;;2024-02-01;;;;;;;;;;;;;;
M1;Formation commencée;2;;2024-02-02;;;;;;2024-05-31;;;;;;;;
M1;Pause;3;;2024-02-03;;;;;;;health;;;;;;;
M1;Pause;4;;2024-02-03;;;;;;;health;9999-12-31;;;;;;
M1;Reprise;5;;2024-02-04;;;;;;;;;;;;;;
M1;Orientation;6;;2024-02-05;;Résumé;;;;;;;;oui;choisir-un-metier--confirmer-son-choix-de-metier;;;
M1;Orientation;7;;2024-02-06;;Résumé;;;;;;;PLIE;oui;choisir-un-metier--confirmer-son-choix-de-metier;oui;;
M1;Contact;8;;2024-02-07;;;;;;;;;;;;;;
M3;Situation à six mois;9;;2024-07-01;;;;;;;;;;;;;;
`;
    const summary = await imported([given('manques.csv', people), given('étapes-manques.csv', steps)]);
    const told = summary.examples.map(({ file, line, column, code }) => `${file} ${line} ${column} ${code}`);
    expect(told.toSorted()).toEqual([
      'manques.csv 3 début du contrat cell-missing',
      'étapes-manques.csv 10 situation à six mois cell-missing',
      'étapes-manques.csv 2 intitulé cell-missing',
      'étapes-manques.csv 2 prévu le cell-missing',
      'étapes-manques.csv 3 intitulé cell-missing',
      'étapes-manques.csv 3 organisme cell-missing',
      'étapes-manques.csv 3 qualifiante cell-missing',
      "étapes-manques.csv 4 jusqu'au cell-missing",
      "étapes-manques.csv 5 jusqu'au cell-day-out-of-range",
      'étapes-manques.csv 6 suite de cell-missing',
      'étapes-manques.csv 7 accord cell-missing',
      'étapes-manques.csv 7 vers cell-missing',
      'étapes-manques.csv 9 canal cell-missing',
    ]);
    const { read, dispositions } = summary.rows;
    expect({ read, ...dispositions }).toMatchObject({ read: 12, imported: 3, refused: 9 });
  });

  it('takes the answers to criteria, each once, and changes the one that changes', async () => {
    const file = (rsa: string) => `personne;nom;Bénéficiaire du RSA;travailleur handicapé (rqth);critères au;entrée
C1;Exemple;${rsa};refus;2024-01-03;2024-01-05
C2;Essai;peut-être;;;2024-01-05
C3;Vide;;;;2024-01-05
`;
    const summary = await imported([given('critères.csv', file('oui'))]);
    expect(summary.rows.dispositions).toMatchObject({ imported: 2, refused: 1 });
    expect(summary.examples).toContainEqual(
      expect.objectContaining({ line: 3, column: 'Bénéficiaire du RSA', code: 'cell-unknown-code' }),
    );
    const declared = async () =>
      (await bench.events()).filter(({ type }) => type === 'CriterionDeclared').map(({ data }) => data);
    expect(await declared()).toEqual([
      { criterion: 'rsa', answer: 'yes', on: '2024-01-03' },
      { criterion: 'disabled-worker', answer: 'refused', on: '2024-01-03' },
    ]);
    expect(await imported([given('critères.csv', file('oui'))])).toMatchObject({ events: 0 });
    expect(await imported([given('critères.csv', file('non'))])).toMatchObject({
      rows: { dispositions: { changed: 1, unchanged: 1 } },
    });
    expect((await declared()).at(-1)).toEqual({ criterion: 'rsa', answer: 'no', on: '2024-01-03' });
  });

  it('suspects two people of one file who are alike, one of the other', async () => {
    const twins = `personne;prénom;nom;date de naissance;entrée
D1;Zoé;Exemple;1990-04-03;2024-01-05
D2;zoe;EXEMPLE;03/04/1990;2024-02-05
`;
    expect(await imported([given('jumelles.csv', twins)])).toMatchObject({ people: 2, duplicates: 1 });
    expect(await imported([given('jumelles.csv', twins)])).toMatchObject({ events: 0, duplicates: 0 });
    expect((await types('beneficiary')).filter((type) => type === 'DuplicateSuspected')).toHaveLength(1);
  });

  it('refuses a second parcours at once, as the territory wills', async () => {
    const twice = `personne;parcours;nom;entrée;sortie
P1;A;Exemple;2024-01-05;2024-05-01
P1;B;Exemple;2024-05-01;
P1;C;Exemple;2024-03-01;2024-04-01
`;
    const summary = await imported([given('deux.csv', twice)]);
    expect(summary).toMatchObject({ parcours: 2, overlaps: 0 });
    expect(summary.rows.anomalies).toContainEqual(
      expect.objectContaining({ record: 'entry', anomaly: 'overlap-refused', rows: 1 }),
    );
  });

  it('takes steps that carry a name for steps', async () => {
    const steps = `personne;nom;prénom;étape;date;canal;joint
P1;Exemple;Zoé;Contact;2024-01-20;Téléphone;oui
`;
    const summary = await imported([given('personnes.csv', PEOPLE), given('étapes.csv', steps)]);
    expect(summary.files.map(({ as }) => as)).toEqual(['people-and-parcours', 'steps']);
    expect(await types('parcours')).toContain('ContactAttempted');
  });

  it('tells a step that is none, and lets go of a line that says nothing', async () => {
    const steps = `parcours;étape;date;canal
P1;Contcat;2024-01-20;Téléphone
P1;;2024-01-21;Téléphone
;;;
`;
    const { rows, examples } = await imported([given('personnes.csv', PEOPLE), given('étapes.csv', steps)]);
    expect(examples.map(({ line, column, code }) => `${line} ${column} ${code}`)).toEqual([
      '2 étape cell-unknown-code',
      '3 étape cell-unknown-code',
    ]);
    expect(rows).toMatchObject({ dispositions: { imported: 2, refused: 2 } });
  });

  it('says which line names a structure that is not, and no word of its file once that is gone', async () => {
    const rows = `personne;nom;entrée;structure\nP1;Exemple;2024-01-05;${randomId()}\n`;
    await expect(imported([given('Bilan Mme DUPONT.csv', rows)])).rejects.toMatchObject({
      code: 'structure-unknown',
      message: expect.stringMatching(/^Bilan Mme DUPONT\.csv, ligne 2 : cette structure n’existe pas\./),
      nameless: expect.stringMatching(/^Un fichier, ligne 2 : cette structure n’existe pas\./),
    });
    expect(await types('structure')).toEqual([]);
  });

  it('says which files it does not know', async () => {
    await expect(imported([given('autre.csv', 'a;b\n1;2\n')])).rejects.toMatchObject({
      code: 'file-of-another-format',
    });
  });
});
