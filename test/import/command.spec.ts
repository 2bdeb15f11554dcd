import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportSummary, UndoSummary } from '@jalons/import';
import type { Uuid } from '@jalons/kernel';
import { productEntry } from '../support/product-entry.js';

const PEOPLE = 'personne;nom;entrée\nP1;Exemple;2024-01-05\nP2;Essai;2024-02-30\n';

describe('jalons import', () => {
  let folder: string;
  /** Of the first import. */
  let territory: Uuid;

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-command-'));
    writeFileSync(join(folder, 'personnes.csv'), PEOPLE);
    writeFileSync(join(folder, 'image.csv'), Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  /** One command on the data folder, the product stopped. */
  async function jalons(data: string, ...args: readonly string[]) {
    const env = {
      ...process.env,
      JALONS_DATA: join(folder, data),
      JALONS_BACKUP_PASSPHRASE: 'une phrase assez longue',
    };
    const child = spawn(process.execPath, [...productEntry('cli'), ...args], { env });
    let [out, told] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (told += chunk.toString()));
    const [code] = (await once(child, 'close')) as [number];
    return { code, out, told };
  }
  /** What a command that succeeds answers to programs. */
  async function answer<Answer>(data: string, ...args: readonly string[]): Promise<Answer> {
    const { code, out, told } = await jalons(data, ...args, '--json');
    expect([code, told]).toEqual([0, '']);
    return JSON.parse(out) as Answer;
  }
  const people = () => join(folder, 'personnes.csv');

  it('makes an installation of an empty folder, imports what can be, says what cannot', async () => {
    const told = join(folder, 'signalements.csv');
    const options = ['--anomalies', told];
    const summary = await answer<ImportSummary & { readonly settled: boolean }>('one', 'import', people(), ...options);
    expect(summary).toMatchObject({ people: 1, parcours: 1, settled: true, dryRun: false });
    ({ territory } = summary);
    expect(summary.rows.dispositions).toMatchObject({ imported: 1, refused: 1 });
    expect(summary.examples).toContainEqual(
      expect.objectContaining({ line: 3, column: 'entrée', code: 'cell-not-a-date', disposition: 'refused' }),
    );
    const [titles, ...lines] = readFileSync(told, 'utf8').trimEnd().split('\r\n');
    expect(titles).toBe('\ufefffichier;ligne;colonne;signalement;sort;code');
    expect(lines).toContainEqual(
      expect.stringMatching(/^personnes\.csv;3;entrée;cette date n’existe pas .*;refusée;cell-not-a-date$/),
    );
    expect(lines).toHaveLength(summary.examples.length);
  }, 120_000);

  it('answers a figure for a territory, as known at an instant or by the end of a day, and refuses what makes none', async () => {
    const year = ['--from', '2024-01-01', '--to', '2024-12-31'];
    const figure = (...args: readonly string[]) =>
      answer<{ value: number; asOf: string }>('one', 'indicator', 'people-active', ...year, ...args);
    const asOf = (moment: string) => figure('--territory', territory, '--as-of', moment);
    expect(await figure()).toMatchObject({ id: 'people-active', version: 1, value: 1 });
    // A day in January ends an hour before that of Greenwich.
    expect(await asOf('2024-01-31')).toMatchObject({ asOf: '2024-01-31T22:59:59.999Z' });
    expect(await asOf('2024-01-31T12:00:00+01:00')).toMatchObject({ asOf: '2024-01-31T11:00:00.000Z' });

    const { out } = await jalons('one', 'indicator', 'people-active', ...year, '--explain');
    expect(out).toMatch(
      /^dossier;parcours;événement;verdict\nDossier [0-9A-F]{8};[0-9a-f-]{36};[0-9a-f-]{36};compté\n$/,
    );

    const refused = async (...args: readonly string[]) => {
      const { code, out, told } = await jalons('one', 'indicator', ...args, '--json');
      return [code, out, told.trim()];
    };
    expect(await refused('people-active', ...year, '--territory', randomUUID())).toEqual([
      ...[1, '', 'Ce territoire n’existe pas. Vérifiez son identifiant.'],
    ]);
    expect(await refused('exits', ...year, '--as-of', '2199-12-31')).toEqual([
      ...[1, '', expect.stringContaining('choisissez aujourd’hui ou un jour passé')],
    ]);
  }, 240_000);

  it('rehearses on an empty folder without leaving an installation behind', async () => {
    const before = readdirSync(folder);
    const summary = await answer<ImportSummary>('rehearsed', 'import', people(), '--dry-run');
    expect(summary).toMatchObject({ import: null, dryRun: true, people: 1, rows: { dispositions: { refused: 1 } } });
    expect(readdirSync(folder)).toEqual(before);
  }, 120_000);

  it('refuses a structure that nobody knows, and says where it was named', async () => {
    const unknown = await jalons('one', 'import', people(), '--on-behalf-of', randomUUID());
    expect([unknown.code, unknown.told]).toEqual([1, 'Cette structure n’existe pas. Vérifiez son identifiant.\n']);
    const steps = join(folder, 'étapes.csv');
    writeFileSync(steps, `personne;étape;date;structure\nP1;contact;2024-02-01;${randomUUID()}\n`);
    const named = await jalons('one', 'import', people(), steps);
    expect([named.code, named.told]).toEqual([
      1,
      'étapes.csv, ligne 2 : cette structure n’existe pas. Vérifiez son identifiant, ou donnez son nom.\n',
    ]);
  }, 120_000);

  it('adds nothing the second time, even once restored from a backup, and can be undone there', async () => {
    const copy = join(folder, 'copy');
    await answer('one', 'backup', copy);
    await answer('two', 'restore', copy);
    const again = await answer<ImportSummary>('two', 'import', people());
    expect(again).toMatchObject({ events: 0, people: 1, rows: { dispositions: { unchanged: 1 } } });
    // Nothing of this import stands; what stands is the first one's.
    const undone = await answer<UndoSummary>('two', 'import', '--undo', again.import!);
    expect(undone).toMatchObject({ voided: 0, kept: [] });
  }, 240_000);

  it('says in French what is wrong, and by its exit code', async () => {
    const rubbish = await jalons('one', 'import', join(folder, 'image.csv'));
    expect([rubbish.code, rubbish.out]).toEqual([1, '']);
    expect(rubbish.told).toMatch(/^image\.csv : ce fichier n’est ni un texte ni un classeur/);
    const misused = await jalons('one', 'import');
    expect(misused.code).toBe(2);
    expect(misused.told).toMatch(/^Donnez au moins un fichier/);
    const unheeded = await jalons('one', 'import', '--undo', randomUUID(), '--dry-run');
    expect([unheeded.code, unheeded.told]).toEqual([
      2,
      expect.stringMatching(/^--dry-run ne va pas avec --undo\. Rien n’a été annulé\./),
    ]);
    const overwriting = await jalons('one', 'import', people(), '--anomalies', people());
    expect([overwriting.code, readFileSync(people(), 'utf8')]).toEqual([2, PEOPLE]);
    expect(overwriting.told).toMatch(/^--anomalies : ce fichier existe déjà/);
  }, 120_000);
});
