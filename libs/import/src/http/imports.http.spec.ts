import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import { EventEmitter, once } from 'node:events';
import { Readable } from 'node:stream';
import { carryOut } from '../deposits/carry-out.js';
import type { TestSession } from '../../../../test/policies/sign-in-as.js';
import { openDepositBench, type DepositBench } from '../../../../test/support/deposits.js';

const PEOPLE = `personne;prénom;nom;date de naissance;structure;entrée;sortie;motif de sortie
P1;Zoé;Exemple;03/04/1990;Mission locale;05/01/2024;;
P2;Ali;Essai;1985-12-31;;2024-02-01;2024-06-30;Déménagement
P3;Léa;Erreur;31/02/1990;;2024-02-01;;
P4;Tom;Ailleurs;1991-01-01;Le PLIE;2024-02-01;;
P5;2 84 05 31 555 123;Numéro;1991-01-01;;2024-02-01;;
`;

const KILLED = new Error('killed');

describe('imports over HTTP', () => {
  let bench: DepositBench;
  beforeAll(async () => {
    bench = await openDepositBench();
  });
  afterAll(() => bench.close());

  const stored = async (sql: string) => (await bench.owner.query<{ n: number }>(sql)).rows[0]!.n;
  const events = async () => (await bench.store.store.readAll(null, 1_000)).length;

  it('shows what would be, imports it, says it again, undoes it', async () => {
    const before = await events();
    const id = await bench.deposit({ 'personnes.csv': PEOPLE });
    expect(await bench.post(`imports/${id}/previews`)).toMatchObject({
      status: 202,
      body: { state: 'preview-waiting' },
    });
    expect((await bench.get(`imports/${id}`)).body).toMatchObject({ busy: true, actions: ['cancel'] });
    await bench.work();
    const { body: seen } = await bench.get(`imports/${id}`);
    expect(seen).toMatchObject({
      ...{ state: 'previewed', busy: false, actions: ['upload', 'preview', 'run', 'cancel'], failure: null },
      profile: { id: 'jalons', title: 'Format de Jalons' },
      preview: { people: 2, parcours: 2, exits: 1, rows: { read: 5, dispositions: { imported: 2, refused: 3 } } },
    });
    expect(seen.tables).toMatchObject([{ name: 'personnes.csv', as: 'people-and-parcours', missing: [], unused: [] }]);
    const told = seen.preview.examples.map((one: Record<string, unknown>) => `${one.line} ${one.column} ${one.code}`);
    expect(told).toEqual([
      '4 date de naissance cell-not-a-date',
      '5 structure structure-not-yours',
      '6 prénom nir-forbidden',
    ]);
    expect(seen.preview.examples[0].message).toMatch(/Corrigez-la\.$/);
    expect(JSON.stringify(seen)).not.toMatch(/Zoé|Exemple|555|1990/);
    expect(await events()).toBe(before);

    expect((await bench.post(`imports/${id}/runs`)).body).toEqual({ id, state: 'run-waiting', repeated: false });
    expect((await bench.post(`imports/${id}/runs`)).body).toEqual({ id, state: 'run-waiting', repeated: true });
    await bench.work();
    const { body: done } = await bench.get(`imports/${id}`);
    expect(done).toMatchObject({ state: 'done', actions: ['undo'], result: { people: 2, parcours: 2 }, tables: [] });
    expect((await bench.get('imports')).body.items[0]).toMatchObject({ id, state: 'done', result: { examples: [] } });
    expect(await stored('SELECT count(*)::int AS n FROM import.deposit_parts')).toBe(0);
    expect(await stored('SELECT count(*)::int AS n FROM import.deposit_keys')).toBe(0);

    const after = await events();
    const again = await bench.deposit({ 'autre nom.csv': PEOPLE });
    await bench.post(`imports/${again}/previews`);
    await bench.work();
    await bench.post(`imports/${again}/runs`);
    await bench.work();
    expect((await bench.get(`imports/${again}`)).body.result.rows.dispositions).toMatchObject({
      unchanged: 2,
      imported: 0,
    });
    expect(await events()).toBe(after);

    expect((await bench.post(`imports/${id}/undo`)).body).toMatchObject({ state: 'undo-waiting' });
    await bench.work();
    const { body: undone, position } = await bench.get(`imports/${id}`);
    expect(undone).toMatchObject({ state: 'undone', undo: { kept: [], moreKept: 0 } });
    // The pages that follow wait for what was undone.
    expect(position).toBe((await bench.store.store.readAll(null, 10_000)).at(-1)!.position);
    expect(undone.undo.voided).toBeGreaterThan(0);
  });

  it('tells all that is wrong page by page, before and after it ran', async () => {
    const rows = Array.from({ length: 430 }, (_, n) => `A${n};Nom;${n % 2 === 0 ? '2024-01-05' : '31/02/2024'}`);
    const id = await bench.deposit({ 'b.csv': `personne;nom;entrée\n${rows.join('\n')}\n`, 'a.csv': PEOPLE });
    const walk = async (by = bench.manager) => {
      const lines: string[] = [];
      for (let cursor = ''; ;) {
        const { status, body } = await bench.get(`imports/${id}/anomalies?limit=100${cursor}`, by);
        if (status !== 200) return [status, body.code];
        expect(body.items.length).toBeLessThanOrEqual(100);
        lines.push(...body.items.map((one: Record<string, unknown>) => `${one.file} ${one.line} ${one.code}`));
        if (body.nextCursor === undefined) return lines;
        cursor = `&cursor=${body.nextCursor}`;
      }
    };
    expect(await walk()).toEqual([]);
    await bench.post(`imports/${id}/previews`);
    await bench.work();
    const { preview } = (await bench.get(`imports/${id}`)).body;
    expect([preview.examples.length, preview.moreExamples > 200]).toEqual([200, true]);
    const wrong = (lines: readonly unknown[]) => lines.filter((line) => String(line).endsWith('cell-not-a-date'));
    const before = await walk();
    expect(before).toHaveLength(preview.examples.length + preview.moreExamples);
    expect(wrong(before)).toEqual([
      'a.csv 4 cell-not-a-date',
      ...Array.from({ length: 215 }, (_, n) => `b.csv ${2 * n + 3} cell-not-a-date`),
    ]);
    // Asked again, the preview tells the same lines once.
    await bench.post(`imports/${id}/previews`);
    await bench.work();
    expect(await walk()).toEqual(before);
    expect(await walk(await bench.signIn(bench.other))).toEqual([404, 'import-unknown']);

    await bench.post(`imports/${id}/runs`);
    await bench.work();
    // The files are gone, and their names with them: they are told by the order in which they were given.
    expect(wrong(await walk())).toEqual([
      ...Array.from({ length: 215 }, (_, n) => `fichier 1 ${2 * n + 3} cell-not-a-date`),
      'fichier 2 4 cell-not-a-date',
    ]);
    expect(await stored('SELECT count(*)::int AS n FROM import.deposit_anomalies')).toBe(0);
    expect(await walk(await bench.signIn(bench.other))).toEqual([404, 'import-unknown']);
  });

  it('keeps the keys of one structure apart from those of another', async () => {
    const elsewhere = await bench.signIn(bench.other);
    const id = await bench.deposit({ 'p.csv': 'personne;nom;entrée\nP1;Autre;2024-01-05\n' }, elsewhere);
    await bench.post(`imports/${id}/previews`, {}, elsewhere);
    await bench.work();
    await bench.post(`imports/${id}/runs`, {}, elsewhere);
    await bench.work();
    const { body } = await bench.get(`imports/${id}`, elsewhere);
    expect(body.result.rows.dispositions).toMatchObject({ imported: 1, changed: 0 });
    // Nobody else sees it, asks for it, or lists it.
    expect(await bench.get(`imports/${id}`)).toMatchObject({ status: 404, body: { code: 'import-unknown' } });
    expect((await bench.post(`imports/${id}/undo`)).status).toBe(404);
    expect(await bench.upload(id, 'x.csv', 'a;b')).toMatchObject({ status: 404 });
    expect((await bench.get('imports')).body.items.map((one: { id: string }) => one.id)).not.toContain(id);
  });

  it('suspects that somebody is known already, and merges nobody', async () => {
    const titles = 'personne;prénom;nom;date de naissance;entrée\n';
    const known = await bench.deposit({ 'p.csv': `${titles}K1;Jean-Noël;Lefèvre;1980-05-06;2024-01-05\n` });
    for (const what of ['previews', 'runs']) {
      await bench.post(`imports/${known}/${what}`);
      await bench.work();
    }
    expect((await bench.get(`imports/${known}`)).body).toMatchObject({ state: 'done', result: { duplicates: 0 } });
    await bench.catchUp();
    const elsewhere = await bench.signIn(bench.other);
    const rows = 'K1;LEFEVRE;JEAN NOEL;06/05/1980;2024-01-05\nK2;Jean-Noël;Lefèvre;07/05/1980;2024-01-05\n';
    const id = await bench.deposit({ 'p.csv': titles + rows }, elsewhere);
    await bench.post(`imports/${id}/previews`, {}, elsewhere);
    await bench.work();
    const { body: seen } = await bench.get(`imports/${id}`, elsewhere);
    expect(seen.preview).toMatchObject({
      duplicates: 1,
      people: 2,
      examples: [{ line: 2, code: 'duplicate-suspected' }],
    });
    await bench.post(`imports/${id}/runs`, {}, elsewhere);
    await bench.work();
    expect((await bench.get(`imports/${id}`, elsewhere)).body.result).toMatchObject({ duplicates: 1, people: 2 });
    const all = await bench.store.store.readAll(null, 10_000);
    const suspected = all.filter(({ type }) => type === 'DuplicateSuspected');
    expect(suspected).toMatchObject([{ data: { because: 'name-and-birth-date' } }]);
    expect(all.filter(({ type }) => type === 'BeneficiaryMerged')).toEqual([]);
    await bench.post(`imports/${id}/undo`, {}, elsewhere);
    await bench.work();
    expect((await bench.get(`imports/${id}`, elsewhere)).body).toMatchObject({ state: 'undone', undo: { kept: [] } });
  });

  it('maps the columns of a file that the format does not know', async () => {
    const id = await bench.deposit({ 'liste.csv': 'Numéro;Usager;Arrivée\nM1;Inconnu;2024-03-04\n' });
    await bench.post(`imports/${id}/previews`);
    await bench.work();
    const { body: seen } = await bench.get(`imports/${id}`);
    expect(seen).toMatchObject({ state: 'to-map', preview: null });
    expect(seen.tables).toMatchObject([{ name: 'liste.csv', as: null, columns: ['Numéro', 'Usager', 'Arrivée'] }]);
    const columns = { personne: 'Numéro', nom: 'Usager', entrée: 'Arrivée' };
    await bench.post(`imports/${id}/previews`, {
      mapping: [{ table: 'liste.csv', as: 'people-and-parcours', columns }],
    });
    await bench.work();
    const { body: mapped } = await bench.get(`imports/${id}`);
    expect(mapped).toMatchObject({ state: 'previewed', preview: { people: 1, parcours: 1 } });
    expect(mapped.tables[0].used).toContainEqual({ column: 'entrée', theirs: 'Arrivée' });
  });

  it('takes a file once, drops it, and says what is wrong with it', async () => {
    const id = await bench.deposit({});
    expect(await bench.post(`imports/${id}/previews`)).toMatchObject({
      status: 409,
      body: { code: 'import-without-file' },
    });
    const key = randomUUID();
    const first = await bench.upload(id, 'dossier/é t é.csv', 'a', bench.manager, key);
    expect(first).toMatchObject({ status: 201, body: { name: 'é t é.csv', bytes: 1, repeated: false } });
    const again = await bench.upload(id, 'é t é.csv', 'a', bench.manager, key);
    expect(again).toEqual({ status: 201, body: { ...first.body, repeated: true } });
    await bench.post(`imports/${id}/previews`);
    await bench.work();
    const { body } = await bench.get(`imports/${id}`);
    expect(body).toMatchObject({ state: 'to-map', files: [{ name: 'é t é.csv' }] });
    expect(await bench.post(`imports/${id}/runs`)).toMatchObject({ status: 409, body: { code: 'import-not-ready' } });
  });

  it('refuses another request under a key that was taken, whatever it asks', async () => {
    const reused = { status: 422, body: { code: 'idempotency-key-reused' } };
    const two = await bench.signIn(bench.other);
    const [key, fileKey, previewKey] = [randomUUID(), randomUUID(), randomUUID()];
    const begun = await bench.post('imports', { referenceOn: '2024-05-06' }, bench.manager, key);
    const { id } = begun.body;
    expect(await bench.post('imports', { referenceOn: '2024-05-06' }, bench.manager, key)).toEqual({
      ...{ status: 201, body: { id, state: 'collecting', repeated: true } },
    });
    expect(await bench.post('imports', { referenceOn: '2024-05-07' }, bench.manager, key)).toMatchObject(reused);
    // A key is of one person.
    expect((await bench.post('imports', {}, two, key)).body).toMatchObject({ repeated: false });

    await bench.upload(id, 'p.csv', PEOPLE, bench.manager, fileKey);
    const longer = PEOPLE.replace('Zoé', 'Zoée');
    const others: [string, string][] = [
      ['p.csv', PEOPLE.replace('Zoé', 'Zoè')],
      ['p.csv', longer],
      ['p.csv', PEOPLE.slice(0, -1)],
      ['p.csv', ''],
      ['q.csv', PEOPLE],
    ];
    for (const [name, content] of others) {
      expect(await bench.upload(id, name, content, bench.manager, fileKey)).toMatchObject(reused);
    }
    const elsewhere = await bench.deposit({});
    expect(await bench.upload(elsewhere, 'p.csv', PEOPLE, bench.manager, fileKey)).toMatchObject(reused);
    expect((await bench.get(`imports/${elsewhere}`)).body.files).toEqual([]);
    expect((await bench.get(`imports/${id}`)).body.files).toMatchObject([{ name: 'p.csv' }]);

    const asked = { profile: 'jalons' };
    const preview = (body: object, by = previewKey) => bench.post(`imports/${id}/previews`, body, bench.manager, by);
    expect((await preview(asked)).body).toEqual({ id, state: 'preview-waiting', repeated: false });
    expect((await preview(asked)).body).toEqual({ id, state: 'preview-waiting', repeated: true });
    const columns = { personne: 'personne', nom: 'nom' };
    const mapped = { ...asked, mapping: [{ table: 'p.csv', as: 'people-and-parcours', columns }] };
    expect(await preview(mapped)).toMatchObject(reused);
    expect((await preview(mapped, randomUUID())).body).toMatchObject({ state: 'preview-waiting', repeated: false });
    expect(await stored(`SELECT count(mapping)::int AS n FROM import.deposits WHERE id = '${id}'`)).toBe(1);
  });

  it('leaves nothing of a sending that another one of the same file took over', async () => {
    const id = await bench.deposit({});
    const key = randomUUID();
    const rows = Array.from({ length: 40_000 }, (_, n) => `personne ${n};nom;2024-01-05\n`).join('');
    const overtaken = new EventEmitter();
    const slow = Readable.from(
      (async function* () {
        yield Buffer.from(rows);
        await once(overtaken, 'now');
        yield Buffer.from(rows);
      })(),
    );
    const first = bench.upload(id, 'p.csv', slow, bench.manager, key);
    const parts = `SELECT count(*)::int AS n FROM import.deposit_parts part JOIN import.deposit_files own ON own.id = part.file
                    WHERE deposit = '${id}'`;
    while ((await stored(parts)) === 0);
    const second = await bench.upload(id, 'p.csv', rows, bench.manager, key);
    overtaken.emit('now');
    expect(second).toMatchObject({ status: 201, body: { bytes: rows.length, repeated: false } });
    expect(await first).toMatchObject({ status: 409, body: { code: 'import-file-cut' } });
    expect((await bench.get(`imports/${id}`)).body.files).toMatchObject([{ bytes: rows.length }]);
    expect(await bench.upload(id, 'p.csv', rows, bench.manager, key)).toMatchObject({ body: { repeated: true } });
  });

  it('abandons what did not run, with its files and its key', async () => {
    const id = await bench.deposit({ 'p.csv': PEOPLE });
    expect((await bench.post(`imports/${id}/cancellation`)).body).toMatchObject({ state: 'abandoned' });
    expect((await bench.post(`imports/${id}/cancellation`)).body).toMatchObject({ state: 'abandoned', repeated: true });
    expect(await stored(`SELECT count(*)::int AS n FROM import.deposit_files WHERE deposit = '${id}'`)).toBe(0);
    expect(await stored(`SELECT count(*)::int AS n FROM import.deposit_keys WHERE deposit = '${id}'`)).toBe(0);
    expect(await bench.upload(id, 'p.csv', PEOPLE)).toMatchObject({ status: 409, body: { code: 'import-ended' } });
    const left = await bench.deposit({ 'p.csv': PEOPLE });
    expect(await bench.parts.desk.abandonBefore(Date.now() + 1_000)).toBeGreaterThan(0);
    expect((await bench.get(`imports/${left}`)).body).toMatchObject({ state: 'abandoned', files: [] });
  });

  it('is done in the name of whoever asked for it, not of whoever made it', async () => {
    const [asks, undoes] = [await bench.signIn(bench.structure), await bench.signIn(bench.structure)];
    const from = await events();
    const actors = async () => {
      const all = await bench.store.store.readAll(null, 10_000);
      return [...new Set(all.slice(from).flatMap((event) => (event.erased ? [] : [event.actor])))];
    };
    const id = await bench.deposit({ 'p.csv': 'personne;nom;entrée\nQ1;Autre;2024-01-05\n' });
    await bench.post(`imports/${id}/previews`);
    await bench.work();
    await bench.post(`imports/${id}/runs`, {}, asks);
    await bench.work();
    expect(await actors()).toEqual([asks.professional]);
    const by = await bench.owner.query<{ actor: string }>(
      'SELECT actor FROM import.imports ORDER BY number DESC LIMIT 1',
    );
    expect(by.rows).toEqual([{ actor: asks.professional }]);
    // As if the command line had imported it: nothing of it is known but the import itself.
    const { rows } = await bench.owner.query<{ id: string }>(
      `WITH gone AS (DELETE FROM import.deposits WHERE id = $1 RETURNING import) SELECT import AS id FROM gone`,
      [id],
    );
    expect((await bench.post(`imports/${rows[0]!.id}/undo`, {}, undoes)).status).toBe(202);
    await bench.work();
    expect(await actors()).toEqual([asks.professional, undoes.professional]);
  });

  it('keeps no word of the files once they are gone, and tells where things were in its own', async () => {
    const name = 'Bilan Mme DUPONT.csv';
    const kept = async () => {
      const tables = ['deposits', 'deposit_files', 'deposit_anomalies', 'imports', 'anomalies'];
      const rows = await Promise.all(tables.map((table) => bench.owner.query(`SELECT * FROM import.${table} own`)));
      return JSON.stringify(rows.map((each) => each.rows));
    };
    const sheet = 'personne;nom;entrée;Suivi DUPONT\nN1;Autre;2024-01-05;2 84 05 31 555 123\nN2;Une;31/02/2024;\n';
    const id = await bench.deposit({ 'autres.csv': 'personne;nom;entrée\nN3;Une;31/02/2024\n', [name]: sheet });
    await bench.post(`imports/${id}/previews`);
    await bench.work();
    const where = (one: Record<string, unknown>) => `${one.file} ${one.line} ${one.column}`;
    const seen = (await bench.get(`imports/${id}`)).body.preview.examples.map(where);
    expect(seen).toEqual(['autres.csv 2 entrée', `${name} 2 Suivi DUPONT`, `${name} 3 entrée`]);
    await bench.post(`imports/${id}/runs`);
    await bench.work();
    const { body } = await bench.get(`imports/${id}`);
    expect(body).toMatchObject({ state: 'done', preview: null });
    const told = ['fichier 1 2 entrée', 'fichier 2 2 colonne 4', 'fichier 2 3 entrée'];
    expect(body.result.examples.map(where)).toEqual(told);
    expect((await bench.get(`imports/${id}/anomalies`)).body.items.map(where)).toEqual(told);

    const mapped = await bench.deposit({ [name]: 'DUPONT;Zoé;2024-01-05\nN4;Une;31/02/2024\n' });
    const columns = { personne: 'DUPONT', nom: 'Zoé', entrée: '2024-01-05' };
    await bench.post(`imports/${mapped}/previews`, { mapping: [{ table: name, as: 'people-and-parcours', columns }] });
    await bench.work();
    await bench.post(`imports/${mapped}/runs`);
    await bench.work();
    expect((await bench.get(`imports/${mapped}`)).body.result.examples.map(where)).toEqual(['fichier 1 2 entrée']);

    const failing = await bench.deposit({ [name]: sheet });
    await bench.post(`imports/${failing}/previews`);
    await bench.work();
    await bench.post(`imports/${failing}/runs`);
    const rubbish = { name, bytes: () => Readable.from([Buffer.from('a;a\n')]) };
    const files = () => Promise.resolve({ files: [rubbish], mapping: [] });
    const damaged = { ...bench.parts, desk: Object.assign(Object.create(bench.parts.desk), { files }) };
    await carryOut(damaged, failing, new AbortController().signal);
    expect((await bench.get(`imports/${failing}`)).body).toMatchObject({
      state: 'failed',
      failure: { code: 'file-column-twice', message: expect.stringContaining('Un fichier, ligne 1 : ') },
    });
    const left = await bench.deposit({ [name]: 'a;a\n' });
    await bench.post(`imports/${left}/previews`);
    await bench.work();
    expect((await bench.get(`imports/${left}`)).body.failure.message).toContain(name);
    const hashes = (what: string) =>
      stored(`SELECT num_nonnulls(preview_command, preview_hash) AS n FROM import.deposits WHERE id = '${what}'`);
    expect([await hashes(id), await hashes(left)]).toEqual([0, 2]);
    await bench.post(`imports/${left}/cancellation`);
    expect(await kept()).not.toContain('DUPONT');
    // Nobody may try words on what they were asked with either.
    expect(await hashes(left)).toBe(0);
  });

  it('destroys what a worker that was killed left of an import that had ended', async () => {
    const { desk } = bench.parts;
    const left = await bench.deposit({ 'p.csv': PEOPLE });
    await bench.post(`imports/${left}/previews`);
    await bench.work();
    await bench.post(`imports/${left}/runs`);
    const killed = {
      ...bench.parts,
      desk: Object.assign(Object.create(desk), { destroy: () => Promise.reject(KILLED) }),
    };
    await expect(carryOut(killed, left, new AbortController().signal)).rejects.toBe(KILLED);
    expect((await bench.get(`imports/${left}`)).body).toMatchObject({ state: 'done' });
    const under = await bench.deposit({ 'p.csv': PEOPLE });
    const kept = (table: string, id: string) =>
      stored(`SELECT count(*)::int AS n FROM import.${table} WHERE deposit = '${id}'`);
    expect([await kept('deposit_keys', left), await kept('deposit_files', left)]).toEqual([1, 1]);
    await desk.abandonBefore(0);
    for (const table of ['deposit_keys', 'deposit_files', 'deposit_anomalies']) expect(await kept(table, left)).toBe(0);
    expect([await kept('deposit_keys', under), await kept('deposit_files', under)]).toEqual([1, 1]);
  });

  describe('of a structure whose seat ends', () => {
    const SEAT = { status: 403, body: { code: 'seat-needed' } };
    const FILES = { 'p.csv': 'personne;nom;entrée\nE1;Assise;2024-01-05\n' };
    const asked = (id: string, what: string, by: TestSession) => bench.post(`imports/${id}/${what}`, {}, by);
    async function previewed() {
      const { structure, endSeat } = await bench.seated();
      const by = await bench.signIn(structure);
      const id = await bench.deposit(FILES, by);
      await asked(id, 'previews', by);
      await bench.work();
      const told = async () => (await bench.get(`imports/${id}`, by)).body;
      expect(await told()).toMatchObject({ state: 'previewed' });
      return { id, by, structure, endSeat, told };
    }

    it('are neither previewed, run nor undone from then on', async () => {
      const { id, by, endSeat } = await previewed();
      const done = await bench.deposit({ 'p.csv': 'personne;nom;entrée\nE2;Assise;2024-01-05\n' }, by);
      await asked(done, 'previews', by);
      await bench.work();
      expect(await asked(done, 'runs', by)).toMatchObject({ status: 202 });
      await bench.work();
      await endSeat();
      const before = await events();
      expect(await asked(id, 'runs', by)).toMatchObject(SEAT);
      expect(await asked(id, 'previews', by)).toMatchObject(SEAT);
      expect(await asked(done, 'undo', by)).toMatchObject(SEAT);
      // Asked again, what was asked while it sat has its first answer.
      expect(await asked(done, 'runs', by)).toMatchObject({ body: { state: 'done', repeated: true } });
      expect(await events()).toBe(before);
    });

    it.each([
      ['previews', 'preview-failed'],
      ['runs', 'failed'],
    ] as const)('write nothing where it ended after %s was asked', async (what, state) => {
      const { id, by, endSeat, told } = await previewed();
      expect(await asked(id, what, by)).toMatchObject({ status: 202 });
      await endSeat();
      const before = await events();
      await bench.work();
      expect(await told()).toMatchObject({ state, failure: { code: 'seat-needed' } });
      expect(await events()).toBe(before);
    });

    it('write nothing where who asked for it manages the structure no more, and something for who does', async () => {
      const { id, by, structure } = await previewed();
      await asked(id, 'runs', by);
      await bench.owner.query(`UPDATE read.mandates SET held_until = '2024-01-01' WHERE professional = $1`, [
        by.professional,
      ]);
      const before = await events();
      await bench.work();
      const next = await bench.signIn(structure);
      expect((await bench.get(`imports/${id}`, next)).body).toMatchObject({
        ...{ state: 'failed', failure: { code: 'manager-needed' } },
      });
      expect(await events()).toBe(before);
      const again = await bench.deposit(FILES, next);
      await asked(again, 'previews', next);
      await bench.work();
      await asked(again, 'runs', next);
      await bench.work();
      expect((await bench.get(`imports/${again}`, next)).body).toMatchObject({ state: 'done', result: { people: 1 } });
    });
  });

  it('keeps files sealed', async () => {
    await bench.deposit({ 'p.csv': PEOPLE });
    const { rows } = await bench.owner.query<{ sealed: Buffer }>('SELECT sealed FROM import.deposit_parts');
    expect(rows.length).toBeGreaterThan(0);
    for (const { sealed } of rows) expect(sealed.includes(Buffer.from('Exemple'))).toBe(false);
  });

  it('stops what is under way, and takes it up again with the same files', async () => {
    const rows = Array.from({ length: 300 }, (_, n) => `S${n};Nom;2024-01-05`).join('\n');
    const files = { 'p.csv': `personne;nom;entrée\n${rows}\n` };
    const id = await bench.deposit(files);
    await bench.post(`imports/${id}/previews`);
    await bench.work();
    await bench.post(`imports/${id}/runs`);
    await bench.work(AbortSignal.abort());
    expect((await bench.get(`imports/${id}`)).body).toMatchObject({ state: 'cancelled', actions: ['undo'] });
    const again = await bench.deposit(files);
    await bench.post(`imports/${again}/previews`);
    await bench.work();
    await bench.post(`imports/${again}/runs`);
    await bench.work();
    expect((await bench.get(`imports/${again}`)).body).toMatchObject({ state: 'done', result: { people: 300 } });
    expect(await bench.get(`imports/${id}`)).toMatchObject({ status: 404 });
  });
});
