import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { createWriteStream, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import type { ImportSummary } from '@jalons/import';
import { jalons, LaunchedProduct } from '../support/launched-product.js';

const MINUTES = 60_000;
const MEBIBYTE = 1024 * 1024;
/** Of the whole process of the command line, PostgreSQL apart, whatever the size of the file. Measured: 490. */
const MOST_MEMORY_MB = 700;

/** Writes a file of people of at least so many bytes. @returns how many rows it has */
async function writePeople(path: string, bytes: number): Promise<number> {
  const file = createWriteStream(path);
  file.write('personne;prénom;nom;adresse;code postal;ville;autre contact\n');
  const filler = 'rue longue '.repeat(14).trim();
  let [rows, written] = [0, 0];
  while (written < bytes) {
    let text = '';
    for (let n = 0; n < 1_000; n += 1, rows += 1)
      text += `P${rows};Zoé;Exemple;${rows} ${filler};31100;Toulouse;${filler}\n`;
    written += Buffer.byteLength(text);
    if (!file.write(text)) await once(file, 'drain');
  }
  file.end();
  await once(file, 'close');
  return rows;
}

describe('imports at the limits', () => {
  let parent: string;
  beforeAll(() => {
    parent = mkdtempSync(join(tmpdir(), 'jalons-limits-'));
  });
  afterAll(() => rmSync(parent, { recursive: true, force: true, maxRetries: 20 }));

  it(
    'reads 200 MB on the command line within a stated memory, the product stopped',
    async () => {
      const path = join(parent, 'grand.csv');
      const rows = await writePeople(path, 200 * MEBIBYTE);
      const { code, out, told, peakMb } = await jalons(join(parent, 'large'), ['import', path, '--dry-run', '--json']);
      expect([code, told.replaceAll(/^.*Lignes.*$/gm, '').trim()]).toEqual([0, '']);
      const summary = JSON.parse(out) as ImportSummary;
      expect(summary).toMatchObject({ people: rows, rows: { read: rows, dispositions: { imported: rows } } });
      console.log(`${rows} rows of 200 MB: ${Math.round(peakMb)} MB at most`);
      if (peakMb > 0) expect(peakMb).toBeLessThan(MOST_MEMORY_MB);
    },
    30 * MINUTES,
  );

  it(
    'refuses over HTTP what announces no size and goes beyond 100 MB, and keeps nothing of it',
    async () => {
      const product = LaunchedProduct.start(join(parent, 'http'));
      try {
        const { manager } = await product.open();
        const { id } = await manager.done('/imports', {});
        const headers = manager.headers({
          'content-type': 'application/octet-stream',
          'jalons-file-name': 'sans-fin.csv',
        });
        const { status, text } = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
          const sent = request(
            `${manager.origin}/api/v1/imports/${id}/files`,
            { method: 'POST', headers },
            (response) => {
              let body = '';
              response.on('data', (chunk: Buffer) => (body += chunk.toString()));
              response.on('end', () => {
                sent.destroy();
                resolve({ status: response.statusCode, text: body });
              });
            },
          );
          sent.on('error', reject);
          const part = Buffer.alloc(MEBIBYTE, 'x');
          const feed = (left: number): void => {
            if (left > 0) sent.write(part, () => feed(left - 1));
          };
          feed(200);
        });
        expect([status, JSON.parse(text).code]).toEqual([413, 'import-too-large']);
        expect(await manager.done(`/imports/${id}`)).toMatchObject({ state: 'collecting', files: [] });
        const fits = await manager.upload(id, 'juste.csv', Buffer.alloc(100 * MEBIBYTE, 'x'));
        expect(fits).toMatchObject({ status: 201, body: { bytes: 100 * MEBIBYTE } });
        expect(await manager.upload(id, 'de-trop.csv', 'x')).toMatchObject({ status: 413 });
        expect((await fetch(`${manager.origin}/readyz`)).status).toBe(200);
      } finally {
        await product.kill('SIGTERM');
      }
    },
    10 * MINUTES,
  );

  it(
    'says that the disk is full, loses nothing, and imports once there is room',
    async () => {
      const disk = join(parent, 'disk');
      if (!mounted(disk)) return console.warn('Skipped: a small disk cannot be mounted here.');
      const [data, ballast] = [join(disk, 'data'), join(disk, 'ballast')];
      try {
        const first = join(parent, 'first.csv');
        writeFileSync(first, 'personne;nom;entrée\nF1;Exemple;2024-01-05\n');
        expect((await jalons(data, ['import', first, '--json'])).code).toBe(0);
        const large = join(parent, 'large.csv');
        const rows = await writePeople(large, 2 * MEBIBYTE);
        fill(disk, ballast);
        const failed = await jalons(data, ['import', large, '--json']);
        expect(failed.code).toBe(1);
        expect(failed.told).toMatch(/Le disque est plein|ne répond plus, ou manque de ressources/);
        expect(failed.told).not.toMatch(/Zoé|Exemple| {4}at /);
        rmSync(ballast);
        const again = await jalons(data, ['import', large, '--json']);
        expect([again.code, (JSON.parse(again.out) as ImportSummary).people]).toEqual([0, rows]);
        const repeated = JSON.parse((await jalons(data, ['import', large, '--json'])).out) as ImportSummary;
        expect(repeated).toMatchObject({ events: 0, rows: { dispositions: { unchanged: rows } } });
        expect((await jalons(data, ['verify'])).code).toBe(0);
      } finally {
        execFileSync('umount', ['--lazy', disk]);
      }
    },
    30 * MINUTES,
  );

  it(
    'says over HTTP that the disk is full, keeps what it had, and takes the file once there is room',
    async () => {
      const disk = join(parent, 'disk-of-server');
      if (!mounted(disk)) return console.warn('Skipped: a small disk cannot be mounted here.');
      const [data, ballast] = [join(disk, 'data'), join(disk, 'ballast')];
      let product = LaunchedProduct.start(data);
      try {
        let { manager } = await product.open();
        const first = await manager.previewed({ 'premier.csv': 'personne;nom;entrée\nF1;Exemple;2024-01-05\n' });
        await manager.done(`/imports/${first.id}/runs`, {});
        expect(await manager.settled(first.id)).toMatchObject({ state: 'done', result: { people: 1 } });
        const { id } = await manager.done('/imports', {});
        const large = join(parent, 'large.csv');
        const rows = await writePeople(large, 2 * MEBIBYTE);
        fill(disk, ballast);
        const refused = await manager.upload(id, 'trop.csv', Buffer.alloc(60 * MEBIBYTE, 'x'));
        console.log(`a full disk over HTTP: ${refused.status} ${refused.body.code}`);
        expect([refused.status, ['disk-full', 'unavailable'].includes(refused.body.code)]).toEqual([503, true]);
        expect(refused.body.detail).toMatch(/^Le disque du serveur est plein|^Le service est momentanément/);
        expect(JSON.stringify(refused.body)).not.toMatch(/xxx| {4}at /);
        rmSync(ballast);
        // PostgreSQL may have given up where it could not write its own log: whoever keeps the product starts it again.
        await product.kill('SIGTERM');
        product = LaunchedProduct.start(data);
        manager = manager.at(await product.origin());
        expect(await manager.done(`/imports/${id}`)).toMatchObject({ state: 'collecting', files: [] });
        expect(await manager.upload(id, 'large.csv', readFileSync(large))).toMatchObject({ status: 201 });
        await manager.done(`/imports/${id}/previews`, {});
        expect(await manager.settled(id)).toMatchObject({ state: 'previewed', preview: { people: rows } });
        await manager.done(`/imports/${id}/runs`, {});
        expect(await manager.settled(id)).toMatchObject({ state: 'done', result: { people: rows } });
        expect(await manager.done(`/imports/${first.id}`)).toMatchObject({ state: 'done', result: { people: 1 } });
        await product.kill('SIGTERM');
        expect((await jalons(data, ['verify'])).code).toBe(0);
      } finally {
        await product.kill('SIGKILL');
        execFileSync('umount', ['--lazy', disk]);
      }
    },
    30 * MINUTES,
  );
});

function mounted(folder: string): boolean {
  mkdirSync(folder, { recursive: true });
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0755', 'tmpfs', folder], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** Leaves some megabytes free: enough to start, too little for what is to come. */
function fill(disk: string, ballast: string): void {
  const free = Number(execFileSync('df', ['--output=avail', '-B1M', disk]).toString().trim().split('\n').at(-1));
  execFileSync('fallocate', ['-l', `${Math.max(1, free - 6)}M`, ballast]);
}
