import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateRawSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { writeXlsx } from 'hucre/xlsx';
import { CsvParser } from './csv-parser.js';
import { FileError } from './file-error.js';
import { fileOnDisk } from './input-file.js';
import { openSource } from './open-source.js';
import type { SourceRow, SourceTable } from './source-table.js';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'jalons-read-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function given(name: string, content: Uint8Array | string): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function rowsOf(table: SourceTable): Promise<readonly SourceRow[]> {
  const rows: SourceRow[] = [];
  for await (const batch of table.rows()) rows.push(...batch);
  return rows;
}

async function read(name: string, content: Uint8Array | string) {
  const { tables } = await openSource(fileOnDisk(given(name, content)));
  return { columns: tables[0]!.columns, rows: await rowsOf(tables[0]!) };
}

async function faultOf(name: string, content: Uint8Array | string): Promise<string> {
  const failed = await read(name, content).catch((error: unknown) => error);
  if (!(failed instanceof FileError)) throw new Error(`no file error: ${String(failed)}`);
  expect(failed.message.startsWith(name)).toBe(true);
  return failed.code;
}

const TEXT = 'Prénom;Née le\nÉlodie;2000-01-02\n"Zoé ; dite ""Z""";\n';
const ROWS = [
  ['Élodie', '2000-01-02'],
  ['Zoé ; dite "Z"', ''],
];

describe('a CSV file', () => {
  const utf16 = (text: string) => Buffer.from(text, 'utf16le');
  const swapped = (text: string) => utf16(text).swap16();
  const latin = Buffer.from(TEXT, 'latin1');

  it.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(TEXT)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${TEXT}`)],
    ['UTF-16 LE with a mark', utf16(`\ufeff${TEXT}`)],
    ['UTF-16 LE without', utf16(TEXT)],
    ['UTF-16 BE with a mark', swapped(`\ufeff${TEXT}`)],
    ['UTF-16 BE without', swapped(TEXT)],
    ['Windows-1252', latin],
    ['gzip', gzipSync(TEXT)],
    ['gzip of Windows-1252', gzipSync(latin)],
  ])('is read in %s', async (encoding, content) => {
    const { columns, rows } = await read(`${encoding}.csv`, content);
    expect(columns).toEqual(['Prénom', 'Née le']);
    expect(rows.map(({ cells }) => cells)).toEqual(ROWS);
  });

  it('finds its accents beyond the first chunks', async () => {
    const long = Buffer.from(`a;b\n${'x;y\n'.repeat(400_000)}é;z\n`, 'latin1');
    const { rows } = await read('late.csv', long);
    expect(rows.at(-1)!.cells).toEqual(['é', 'z']);
  });

  it.each([',', ';', '\t', '|'])('is cut at %j, whatever other separators its texts hold', async (separator) => {
    const other = separator === ';' ? ',' : ';';
    const { columns, rows } = await read(
      'cut.csv',
      `a${separator}b${separator}c\n1${other}1${separator}2${separator}3`,
    );
    expect(columns).toEqual(['a', 'b', 'c']);
    expect(rows[0]!.cells).toEqual([`1${other}1`, '2', '3']);
  });

  it('knows the line on which each row begins', async () => {
    const { rows } = await read('lines.csv', 'sep=,\r\na,b\r\n\r\n1,"two\nlines"\r\n3,4\r\n');
    expect(rows.map(({ line, cells }) => [line, ...cells])).toEqual([
      [4, '1', 'two\nlines'],
      [6, '3', '4'],
    ]);
  });

  it('takes empty cells that Excel left out, and says which rows are too long or cut', async () => {
    const { rows } = await read('short.csv', 'a,b,c\n1\n1,2,3,\n1,2,3,4\n1,2');
    expect(rows.map(({ fault }) => fault)).toEqual([undefined, undefined, 'too-long', 'cut']);
    expect(rows[0]!.cells).toEqual(['1', '', '']);
  });

  it('reads back whatever was written, wherever the text is broken', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'é', '"', ';', '\n', '\r\n', ' '), maxLength: 6 });
    const table = fc.array(fc.tuple(cell, cell), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(table, fc.array(fc.nat({ max: 60 }), { maxLength: 6 }), fc.boolean(), (rows, cuts, closed) => {
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const kept = rows.filter((row) => row.some((text) => text !== ''));
        const text = ['"t";"u"', ...rows.map((row) => row.map(quoted).join(';'))].join('\r\n') + (closed ? '\r\n' : '');
        const parser = new CsvParser('x');
        const places = [0, ...cuts.toSorted((a, b) => a - b), text.length];
        const parts = places.slice(1).map((to, index) => text.slice(places[index], to));
        const lines = parts.flatMap((part) => parser.push(part));
        lines.push(...parser.end().lines);
        expect(lines.slice(1).map(({ cells }) => cells)).toEqual(kept);
      }),
    );
  });

  it.each<[string, string, Uint8Array | string]>([
    ['is empty', 'file-empty', ''],
    ['is empty once unpacked', 'file-empty', gzipSync('')],
    ['is rubbish', 'file-not-text', Buffer.from(Array.from({ length: 5_000 }, (_, index) => (index * 7919) % 251))],
    ['is an image', 'file-not-text', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')],
    ['is cut inside a quoted cell', 'file-truncated', 'a;b\n1;"deux'],
    ['is cut inside a character', 'file-truncated', Buffer.from('a;é').subarray(0, 3)],
    ['is cut inside UTF-16', 'file-truncated', utf16('\ufeffa;b\nc;d').subarray(0, 13)],
    ['is cut inside gzip', 'file-truncated', gzipSync(TEXT.repeat(50)).subarray(0, 60)],
    ['is damaged gzip', 'gzip-damaged', Buffer.concat([gzipSync(TEXT).subarray(0, 12), Buffer.alloc(40, 7)])],
    ['has a column twice', 'file-column-twice', 'Prénom;prenom\n1;2\n'],
    ['has no titles', 'file-without-columns', '\n;;\n'],
    ['has too many columns', 'file-too-many-columns', `${'a;'.repeat(3_000)}\n`],
    ['has a cell without end', 'cell-too-long', `a;b\n1;"${'x'.repeat(200_000)}`],
    ['is an old workbook', 'workbook-old-format', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['is a bomb of lines', 'archive-suspect', gzipSync(`a\n${'1\n'.repeat(50_000_000)}`)],
  ])('that %s is refused: %s', async (what, code, content) => {
    expect(await faultOf(`${what}.csv`, content)).toBe(code);
  });

  it('that does not exist is refused', async () => {
    await expect(openSource(fileOnDisk(join(folder, 'none.csv')))).rejects.toMatchObject({ code: 'file-missing' });
    await expect(openSource(fileOnDisk(folder))).rejects.toMatchObject({ code: 'file-unreadable' });
  });
});

describe('a workbook', () => {
  const workbook = (sheets: Parameters<typeof writeXlsx>[0]['sheets']) => writeXlsx({ sheets });

  it('is read as its texts, numbers and days', async () => {
    const rows = [
      ['Nom', 'Née le', 'Nombre', 'Vrai'],
      ['Élodie', new Date(Date.UTC(2000, 0, 2)), 12, true],
      [null, new Date(Date.UTC(2000, 0, 2, 14, 30)), 1.5, false],
    ];
    const { columns, rows: found } = await read('book.xlsx', await workbook([{ name: 'Un', rows }]));
    expect(columns).toEqual(['Nom', 'Née le', 'Nombre', 'Vrai']);
    expect(found).toEqual([
      { line: 2, cells: ['Élodie', '2000-01-02', '12', 'true'] },
      { line: 3, cells: ['', '2000-01-02 14:30:00', '1.5', 'false'] },
    ]);
  });

  it('gives one table per sheet', async () => {
    const one = { name: 'Personnes', rows: [['a'], ['1']] };
    const content = await workbook([one, { ...one, name: 'Étapes' }, { name: 'Vide', rows: [] }]);
    const { tables } = await openSource(fileOnDisk(given('sheets.xlsx', content)));
    expect(tables.map(({ name }) => name)).toEqual(['sheets.xlsx › Personnes', 'sheets.xlsx › Étapes']);
  });

  it('that is cut, damaged or no workbook is refused', async () => {
    const content = await workbook([{ name: 'Un', rows: [['a', 'b'], ...Array.from({ length: 99 }, () => [1, 2])] }]);
    expect(await faultOf('half.xlsx', content.subarray(0, content.length / 2))).toBe('file-truncated');
    const damaged = Buffer.from(content);
    damaged.fill(7, 60, 400);
    expect(await faultOf('damaged.xlsx', damaged)).toBe('workbook-unreadable');
    expect(await faultOf('other.xlsx', zipOf('readme.txt', deflateRawSync('hello'), 5))).toBe('workbook-unreadable');
  });

  it('that is a bomb is refused, whatever size it claims', async () => {
    const bomb = zipOf('xl/worksheets/sheet1.xml', deflateRawSync(Buffer.alloc(300 * 1024 * 1024)), 100);
    expect(await faultOf('bomb.xlsx', bomb)).toBe('workbook-too-large');
  });

  it.each([
    { what: 'a count', count: 0xffff, bytes: 0, at: 0 },
    { what: 'a length', count: 0, bytes: 0xffffffff, at: 0 },
    { what: 'a place', count: 0, bytes: 0, at: 0xffffffff },
  ])(
    'whose directory lies elsewhere, by $what, is refused: nobody counted what it holds',
    async ({ count, bytes, at }) => {
      const content = await workbook([{ name: 'Un', rows: [['Nom'], ['Élodie']] }]);
      expect(await faultOf('zip64.xlsx', withDirectoryElsewhere(content, { count, bytes, at }))).toBe(
        'workbook-unreadable',
      );
    },
  );
});

/** The same archive, with a ZIP64 directory that its last record sends to. */
function withDirectoryElsewhere(
  archive: Uint8Array,
  end: { readonly count: number; readonly bytes: number; readonly at: number },
): Buffer {
  const parts = Buffer.from(archive.subarray(0, archive.length - 22));
  const last = Buffer.from(archive.subarray(archive.length - 22));
  const record = Buffer.alloc(56);
  record.writeUInt32LE(0x06064b50, 0);
  for (const at of [24, 32]) record.writeBigUInt64LE(BigInt(last.readUInt16LE(10)), at);
  record.writeBigUInt64LE(BigInt(last.readUInt32LE(12)), 40);
  record.writeBigUInt64LE(BigInt(last.readUInt32LE(16)), 48);
  const locator = Buffer.alloc(20);
  locator.writeUInt32LE(0x07064b50, 0);
  locator.writeBigUInt64LE(BigInt(parts.length), 8);
  for (const at of [8, 10]) last.writeUInt16LE(end.count, at);
  last.writeUInt32LE(end.bytes, 12);
  last.writeUInt32LE(end.at, 16);
  return Buffer.concat([parts, record, locator, last]);
}

/** A ZIP archive of one part, which claims to unpack to `claimed` bytes. */
function zipOf(name: string, packed: Buffer, claimed: number): Buffer {
  const field = (bytes: number, value: number) => {
    const buffer = Buffer.alloc(bytes);
    buffer.writeUIntLE(value, 0, bytes);
    return buffer;
  };
  const common = [field(2, 20), field(2, 0), field(2, 8), field(8 - 4, 0), field(4, 0), field(4, packed.length)];
  const sizes = [...common, field(4, claimed), field(2, name.length), field(2, 0)];
  const local = Buffer.concat([field(4, 0x04034b50), ...sizes, Buffer.from(name), packed]);
  const tail = [field(2, 0), field(2, 0), field(2, 0), field(4, 0), field(4, 0), Buffer.from(name)];
  const directory = Buffer.concat([field(4, 0x02014b50), field(2, 20), ...sizes, ...tail]);
  const counts = [field(2, 0), field(2, 0), field(2, 1), field(2, 1)];
  const end = [field(4, 0x06054b50), ...counts, field(4, directory.length), field(4, local.length), field(2, 0)];
  return Buffer.concat([local, directory, ...end]);
}
