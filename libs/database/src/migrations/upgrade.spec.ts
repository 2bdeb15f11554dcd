import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { projectRoot, randomId } from '@jalons/kernel';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/test-database.js';
import { migrate } from './migrate.js';

/** What an upgrade makes of rows from before, of which the newest schema alone would know nothing. */
describe('an upgrade', () => {
  let database: TestDatabase;
  let owner: pg.Client;
  let api: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    owner = new pg.Client({ connectionString: database.urls.owner });
    api = new pg.Client({ connectionString: database.urls.api });
    await Promise.all([owner.connect(), api.connect()]);
  });

  afterAll(async () => {
    await Promise.all([owner.end(), api.end()]);
    await database.drop();
  });

  /** Back to before some migrations, latest first, with the rows of then; and forth again. */
  async function upgraded(migrations: readonly string[], before: () => Promise<void>): Promise<void> {
    for (const name of migrations) {
      const file = join(projectRoot(), 'libs', 'database', 'migrations', `${name}.sql`);
      await owner.query(readFileSync(file, 'utf8').split('-- Down Migration')[1]!);
      await owner.query('DELETE FROM migrations.schema_migrations WHERE name = $1', [name]);
    }
    await before();
    expect(await migrate(database.urls.owner)).toEqual(migrations.toReversed());
  }

  const IMPORTS = ['0099_import_without_names', '0098_import_asked_by', '0097_import_commands'];

  async function importOf(number: number, files: readonly object[], summary: object | null): Promise<void> {
    await owner.query(
      `INSERT INTO import.imports (number, id, source, profile, fingerprint, territory, actor, reference_on, files, begun_at,
                                   summary)
       VALUES ($1, $2, 'source', 'profile', 'digest', $2, $2, '2026-01-01', $3, 0, $4)`,
      [number, randomId(), JSON.stringify(files), summary === null ? null : JSON.stringify(summary)],
    );
  }

  const anomalyOf = (number: number, file: string, line: number, column: string) =>
    owner.query(`INSERT INTO import.anomalies VALUES ($1, $2, $3, 'contact', 'value-unknown', $4, 'refused')`, [
      ...[number, file, line, column],
    ]);

  const anomalies = async (number: number) => {
    const text = 'SELECT file, line, "column" FROM import.anomalies WHERE import = $1 ORDER BY file, line, "column"';
    return (await owner.query({ text, values: [number], rowMode: 'array' })).rows;
  };

  const kept = async (number: number) =>
    (await owner.query(`SELECT files, summary FROM import.imports WHERE number = $1`, [number])).rows[0];

  it('takes the names out of what is kept of imports, and mistakes no file for another', async () => {
    await upgraded(IMPORTS, async () => {
      const file = (name: string, bytes: number) => ({ name, bytes, digest: `${bytes}` });
      const table = (name: string) => ({ name, as: null, absent: [] });
      // In the order of their digests; read in another, and without a fault in « M. ALBERT.csv ».
      await importOf(1, [file('Mme ZOE.xlsx', 1), file('étapes.csv', 2), file('M. ALBERT.csv', 3)], {
        people: 4,
        files: ['M. ALBERT.csv', 'Mme ZOE.xlsx › Bilan', 'Mme ZOE.xlsx › DUPONT', 'étapes.csv'].map(table),
      });
      await anomalyOf(1, 'étapes.csv', 3, 'Mme DUPONT');
      await anomalyOf(1, 'Mme ZOE.xlsx › DUPONT', 3, '');
      for (const column of ['Mme DUPONT', 'née le', 'tél.']) await anomalyOf(1, 'étapes.csv', 7, column);
      // Cut short: nothing says in which order its files were read.
      await importOf(2, [file('b.csv', 5), file('a.csv', 6)], null);
      for (const name of ['a.csv', 'b.csv']) await anomalyOf(2, name, 9, 'nom');
    });
    const told = ['fichier 1', 'fichier 2 › feuille 1', 'fichier 2 › feuille 2', 'fichier 3'];
    expect(await kept(1)).toEqual({
      files: [
        { bytes: 3, digest: '3' },
        { bytes: 1, digest: '1' },
        { bytes: 2, digest: '2' },
      ],
      summary: { people: 4, files: told.map((name) => ({ name, as: null, absent: [] })) },
    });
    expect(await anomalies(1)).toEqual([
      ['fichier 2 › feuille 2', 3, ''],
      ['fichier 3', 3, ''],
      ['fichier 3', 7, ''],
      ['fichier 3', 7, 'autre colonne 2'],
      ['fichier 3', 7, 'autre colonne 3'],
    ]);
    expect(await kept(2)).toMatchObject({ files: [{ bytes: 5 }, { bytes: 6 }], summary: null });
    expect(JSON.stringify(await kept(2))).not.toContain('csv');
    expect(await anomalies(2)).toEqual([
      ['fichier', 9, ''],
      ['fichier', 9, 'autre colonne 2'],
    ]);
  });

  it('takes them out of deposits that ended, sealed still or not, and out of no other', async () => {
    const [gone, sealed, open] = [randomId(), randomId(), randomId()];
    await upgraded(IMPORTS, async () => {
      const words = `'{"examples": [{"file": "Mme DUPONT.csv"}], "files": [{"name": "Mme DUPONT.csv"}], "moreExamples": 2}'`;
      await owner.query(
        `INSERT INTO import.deposits (id, structure, territory, created_by, created_ms, touched_ms, state, preview, result, failure)
         SELECT id, id, id, id, 0, 0, state, ${words}, ${words}, ${words}
           FROM (VALUES ($1::uuid, 'undone'), ($2, 'failed'), ($3, 'previewed')) one (id, state)`,
        [gone, sealed, open],
      );
      await owner.query(`INSERT INTO import.deposit_keys VALUES ($1, '\\x00'), ($2, '\\x00')`, [sealed, open]);
    });
    const text = 'SELECT preview, result, failure FROM import.deposits WHERE id = $1';
    const told = async (id: string) => (await owner.query(text, [id])).rows[0];
    const kept = { preview: null, failure: null, result: { examples: [], files: [], moreExamples: 3 } };
    expect([await told(gone), await told(sealed)]).toEqual([kept, kept]);
    expect(await told(open)).toMatchObject({ preview: { moreExamples: 2 }, failure: { moreExamples: 2 } });
  });

  it('leaves what was kept without names as it is, whenever names are looked for again', async () => {
    await owner.query(
      `INSERT INTO import.anomalies VALUES (1, 'fichier 3', 8, 'contact', 'value-unknown', 'Canal', 'refused')`,
    );
    const before = [await kept(1), await anomalies(1)];
    await owner.query('SELECT import.forget_names()');
    expect([await kept(1), await anomalies(1)]).toEqual(before);
  });

  it('tells nothing of encounters while the read model from before lacks the right to be asked', async () => {
    const known = async () => (await api.query(`SELECT read.linked_encounters('{}') AS known`)).rows[0];
    expect(await known()).toEqual({ known: [] });
    await owner.query('CREATE TABLE read.outreach_links (outreach uuid, person uuid)');
    expect(await known()).toEqual({ known: null });
    await owner.query('GRANT SELECT (outreach, person) ON read.outreach_links TO jalons_search');
    expect(await known()).toEqual({ known: [] });
  });

  it.each([
    ['2026-07-02T12:00:00+02:00', '2026-06-30'],
    ['2026-09-30T04:00:00+02:00', '2026-06-30'],
    ['2026-09-30T05:00:00+02:00', '2026-09-30'],
  ])(
    'takes residues for released at the ends of quarters that it ran through: up to %s, on %s',
    async (ran, released) => {
      await upgraded(['0104_residue_release_day'], async () => {
        await owner.query('DELETE FROM engine.projections; DELETE FROM privacy.erasures');
        await owner.query(
          `INSERT INTO engine.projections (name, slot, version, definition, tables, folded_recorded_at, state, replays_requested,
                                         replays_done)
         VALUES ('indicators', 'read', 1, '', '{}', $1, 'live', 0, 0)`,
          [Date.parse(ran)],
        );
        await owner.query(
          `INSERT INTO privacy.erasures (id, subject, reason, requested_by, requested_ms) VALUES ($1, $1, 'person-request', $1, 0)`,
          [randomId()],
        );
      });
      const { rows } = await owner.query('SELECT released_on::text FROM privacy.residue_releases');
      expect(rows).toEqual([{ released_on: released }]);
    },
  );

  it('takes none for released where nobody was ever erased', async () => {
    await upgraded(['0104_residue_release_day'], async () => void (await owner.query('DELETE FROM privacy.erasures')));
    expect((await owner.query('SELECT FROM privacy.residue_releases')).rows).toEqual([]);
  });
});
