import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ImportSummary } from '@jalons/import';
import { jalons, LaunchedProduct, type Session } from '../support/launched-product.js';
import { hostileFiles, type HostileFile } from '../import/hostile-files.js';

const MINUTES = 60_000;
/** Fewer than a structure may prepare. */
const AT_ONCE = 8;
const GOOD = 'personne;prénom;nom;entrée\nB1;Inès;Bonne;2024-01-05\n';
/** Each of its rows has something of its own that is wrong. */
const WRONG = `personne;prénom;nom;date de naissance;sexe;entrée;sortie;motif de sortie;autre contact;commentaire libre
W1;Zoé;Faux;31/02/1990;F;2024-01-05;;;;
W2;Ali;Faux;1990-01-01;F;05/13/2024;;;;
W3;Léa;Faux;1990-01-01;X;2024-01-05;;;;
W4;Tom;Faux;1990-01-01;F;2024-01-05;2024-03-01;Motif inventé;;
W5;Ana;Faux;1990-01-01;F;2024-01-05;;;2 84 05 31 555 123;
W6;Max;Faux;1990-01-01;F;2024-01-05;;;;vu le 3 mars, 2840531555123 au dossier
284053155512379;Eva;Faux;1990-01-01;F;2024-01-05;;;;
W8;Bon;Vrai;1990-01-01;F;2024-01-05;;;;rien
`;
const TOLD = [
  '2 date de naissance cell-not-a-date',
  '3 entrée cell-not-a-date',
  '4 sexe cell-unknown-code',
  '5 motif de sortie cell-unknown-code',
  '6 autre contact nir-forbidden',
  '7 commentaire libre nir-forbidden',
  '8 personne nir-forbidden',
];

/** Where and what, of each example. */
function places(examples: readonly { line: number; column: string | null; code: string }[]): readonly string[] {
  return examples.map(({ line, column, code }) => `${line} ${column} ${code}`).toSorted();
}

describe('hostile files', () => {
  let parent: string;
  let files: readonly HostileFile[];
  let product: LaunchedProduct;
  let manager: Session;

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'jalons-hostile-'));
    files = await hostileFiles();
    product = LaunchedProduct.start(join(parent, 'data'));
    ({ manager } = await product.open());
  }, 3 * MINUTES);
  afterAll(async () => {
    await product.kill('SIGTERM');
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  });

  function given(name: string, content: string | Uint8Array): string {
    const path = join(parent, name);
    writeFileSync(path, content);
    return path;
  }

  it(
    'are told by the command line, file by file, while the product runs, and change nothing',
    async () => {
      for (const { what, name, content, fault } of files) {
        const { code, out, told } = await jalons(product.folder, [
          'import',
          given(name, content),
          '--dry-run',
          '--json',
        ]);
        if (fault === null) {
          expect([what, code, told]).toEqual([what, 0, '']);
          expect(JSON.parse(out)).toMatchObject({ people: 2, rows: { read: 2, dispositions: { imported: 2 } } });
        } else {
          expect([what, code, out]).toEqual([what, 1, '']);
          expect(told.startsWith(name)).toBe(true);
        }
      }
      expect(await manager.call('/imports')).toMatchObject({ status: 200, body: { items: [] } });
    },
    5 * MINUTES,
  );

  async function refused({ what, name, content, fault }: HostileFile): Promise<void> {
    const seen = await manager.previewed({ [name]: content });
    if (fault === null) expect([what, seen.state, seen.preview?.people]).toEqual([what, 'previewed', 2]);
    else {
      expect([what, seen.state, seen.failure?.code]).toEqual([what, 'preview-failed', fault]);
      expect(seen.failure.message.startsWith(name)).toBe(true);
    }
    await manager.done(`/imports/${seen.id}/cancellation`, {});
  }

  it(
    'are told over HTTP, and the product goes on',
    async () => {
      for (let at = 0; at < files.length; at += AT_ONCE) await Promise.all(files.slice(at, at + AT_ONCE).map(refused));
      expect((await fetch(`${manager.origin}/readyz`)).status).toBe(200);
      const good = await manager.previewed({ 'bon.csv': GOOD });
      expect(good).toMatchObject({ state: 'previewed', preview: { people: 1 } });
      await manager.done(`/imports/${good.id}/runs`, {});
      expect(await manager.settled(good.id)).toMatchObject({ state: 'done', result: { people: 1, parcours: 1 } });
      await manager.done(`/imports/${good.id}/undo`, {});
      expect(await manager.settled(good.id)).toMatchObject({ state: 'undone', undo: { kept: [] } });
    },
    5 * MINUTES,
  );

  it(
    'have each wrong cell told, wherever it is, a NIR in a column that nothing reads too',
    async () => {
      const seen = await manager.previewed({ 'faux.csv': WRONG });
      expect(places(seen.preview.examples)).toEqual(TOLD);
      expect(seen.preview).toMatchObject({ people: 1, rows: { read: 8, dispositions: { imported: 1, refused: 7 } } });
      expect(JSON.stringify(seen)).not.toMatch(/2840531|555|Motif inventé|Zoé/);
      const { out } = await jalons(product.folder, ['import', given('faux.csv', WRONG), '--dry-run', '--json']);
      const { examples } = JSON.parse(out) as ImportSummary;
      expect(places(examples)).toEqual(TOLD);
      expect(out).not.toMatch(/2840531|555|Motif inventé|Zoé/);
    },
    2 * MINUTES,
  );

  it(
    'are refused over 100 MB before they are sent, with the way out',
    async () => {
      const { id } = await manager.done('/imports', {});
      const headers = {
        ...manager.headers({ 'content-type': 'application/octet-stream', 'jalons-file-name': 'grand.csv' }),
        'content-length': String(200 * 1024 * 1024),
      };
      const answer = await new Promise<{ status: number | undefined; type: string | undefined; text: string }>(
        (resolve, reject) => {
          const sent = request(
            `${manager.origin}/api/v1/imports/${id}/files`,
            { method: 'POST', headers },
            (response) => {
              let text = '';
              response.on('data', (chunk: Buffer) => (text += chunk.toString()));
              response.on('end', () => {
                sent.destroy();
                resolve({ status: response.statusCode, type: response.headers['content-type'], text });
              });
            },
          );
          sent.on('error', reject);
          sent.write('personne;nom\n');
        },
      );
      expect(answer).toMatchObject({ status: 413, type: expect.stringContaining('application/problem+json') });
      expect(JSON.parse(answer.text)).toMatchObject({ code: 'import-too-large' });
      expect(answer.text).toMatch(/ligne de commande/);
    },
    MINUTES,
  );
});
