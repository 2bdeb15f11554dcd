import { deflateRawSync, gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';

const PEOPLE = 'personne;prénom;nom;entrée\nP1;Zoé;Exemple;2024-01-05\nP2;Ali;Essai;2024-02-01\n';

/** A file that nobody should have given, and the fault it must be told with. */
export interface HostileFile {
  readonly what: string;
  readonly name: string;
  readonly content: Uint8Array;
  /** Code of the fault; null where it can be read all the same. */
  readonly fault: string | null;
}

/** Every kind of damage and of trick, small enough for each test. */
export async function hostileFiles(): Promise<readonly HostileFile[]> {
  const rows = PEOPLE.split('\n').map((line) => line.split(';'));
  const workbook = Buffer.from(await writeXlsx({ sheets: [{ name: 'Personnes', rows }] }));
  const rubbish = Buffer.from(Array.from({ length: 20_000 }, (_, n) => (n * 7_919 + (n >> 3) * 31) % 256));
  const half = gzipSync(PEOPLE.repeat(50));
  return [
    { what: 'binary rubbish', name: 'image.csv', content: rubbish, fault: 'file-not-text' },
    { what: 'nothing at all', name: 'vide.csv', content: Buffer.alloc(0), fault: 'file-empty' },
    {
      what: 'a huge field',
      name: 'champ.csv',
      content: text(`personne;nom\nP1;${'x'.repeat(200_000)}\n`),
      fault: 'cell-too-long',
    },
    {
      ...{ what: 'a huge number of columns', name: 'colonnes.csv', fault: 'file-too-many-columns' },
      content: text(`personne;nom;entrée\n${'a;'.repeat(50_000)}\n`),
    },
    {
      what: 'a quote that never closes',
      name: 'guillemet.csv',
      content: text(`${PEOPLE}P3;"Léa;Suite;2024-01-05\n`),
      fault: 'file-truncated',
    },
    { what: 'half a gzip', name: 'moitié.csv.gz', content: half.subarray(0, half.length - 9), fault: 'file-truncated' },
    {
      what: 'a gzip bomb',
      name: 'bombe.csv.gz',
      content: gzipSync(Buffer.alloc(120_000_000, 'a')),
      fault: 'archive-suspect',
    },
    {
      what: 'half a workbook',
      name: 'moitié.xlsx',
      content: workbook.subarray(0, workbook.length / 2),
      fault: 'file-truncated',
    },
    { what: 'a zip bomb for a workbook', name: 'bombe.xlsx', content: zipBomb(), fault: 'workbook-too-large' },
    { what: 'UTF-16 with a mark', name: 'utf16.csv', content: Buffer.from(`\ufeff${PEOPLE}`, 'utf16le'), fault: null },
    { what: 'UTF-16 without a mark', name: 'utf16-nu.csv', content: Buffer.from(PEOPLE, 'utf16le'), fault: null },
    {
      what: 'half a character of UTF-16',
      name: 'utf16-coupé.csv',
      content: Buffer.from(PEOPLE, 'utf16le').subarray(0, -1),
      fault: 'file-truncated',
    },
  ];
}

function text(content: string): Buffer {
  return Buffer.from(content, 'utf8');
}

/** One sheet of 512 MB of zeros, packed a thousand times over. */
function zipBomb(): Buffer {
  const name = Buffer.from('xl/worksheets/sheet1.xml');
  const packed = deflateRawSync(Buffer.alloc(512 * 1024 * 1024));
  const local = Buffer.alloc(30);
  local.writeUInt32LE(0x04034b50, 0);
  local.writeUInt16LE(8, 8);
  local.writeUInt32LE(packed.length, 18);
  local.writeUInt16LE(name.length, 26);
  const entry = Buffer.alloc(46);
  entry.writeUInt32LE(0x02014b50, 0);
  entry.writeUInt16LE(8, 10);
  entry.writeUInt32LE(packed.length, 20);
  entry.writeUInt16LE(name.length, 28);
  const directory = local.length + name.length + packed.length;
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(1, 8);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(entry.length + name.length, 12);
  end.writeUInt32LE(directory, 16);
  return Buffer.concat([local, name, packed, entry, name, end]);
}
