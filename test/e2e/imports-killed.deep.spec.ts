import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LaunchedProduct, type Session } from '../support/launched-product.js';

const MINUTES = 60_000;
const PEOPLE = 1_500;
const FILE = `personne;prénom;nom;entrée\n${Array.from({ length: PEOPLE }, (_, n) => `K${n};Zoé;Exemple;2024-01-05`).join('\n')}\n`;

describe('an import over HTTP', () => {
  let parent: string;
  let product: LaunchedProduct;
  let manager: Session;

  beforeAll(async () => {
    parent = mkdtempSync(join(tmpdir(), 'jalons-killed-'));
    product = LaunchedProduct.start(join(parent, 'data'));
    ({ manager } = await product.open());
  }, 3 * MINUTES);
  afterAll(async () => {
    await product.kill('SIGTERM');
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  });

  /** The import once some of it is written, and while some is not, wherever that can be seen. */
  async function halfWay(id: string): Promise<void> {
    for (;;) {
      const { state, progress } = await manager.done(`/imports/${id}`);
      if (state === 'done' || (progress?.step === 'writing' && progress.rows > 0)) return;
    }
  }

  it(
    'is taken up again by itself where everything was killed, and comes to the same',
    async () => {
      const { id, preview } = await manager.previewed({ 'personnes.csv': FILE });
      expect(preview).toMatchObject({ people: PEOPLE, parcours: PEOPLE });
      await manager.done(`/imports/${id}/runs`, {});
      await halfWay(id);
      await product.kill('SIGKILL');
      product = LaunchedProduct.start(join(parent, 'data'));
      manager = manager.at(await product.origin());
      const done = await manager.settled(id);
      expect(done).toMatchObject({
        state: 'done',
        result: { people: PEOPLE, parcours: PEOPLE, rows: { read: PEOPLE } },
      });
      const again = await manager.previewed({ 'les mêmes.csv': FILE });
      expect(again.preview.rows.dispositions).toMatchObject({ unchanged: PEOPLE, imported: 0 });
      await manager.done(`/imports/${again.id}/cancellation`, {});
      await manager.done(`/imports/${id}/undo`, {});
      expect(await manager.settled(id)).toMatchObject({ state: 'undone', undo: { kept: [] } });
    },
    5 * MINUTES,
  );

  it(
    'stops when it is told to, and is taken up again with the same files',
    async () => {
      const file = FILE.replaceAll('K', 'S');
      const { id } = await manager.previewed({ 'personnes.csv': file });
      await manager.done(`/imports/${id}/runs`, {});
      while ((await manager.done(`/imports/${id}`)).state === 'run-waiting');
      // A fast machine may be done before it is told: then there is nothing to stop.
      const told = await manager.call(`/imports/${id}/cancellation`, {});
      const { state } = await manager.settled(id);
      expect([told.status, state]).toEqual(told.status === 202 ? [202, state] : [409, 'done']);
      expect(['cancelled', 'done']).toContain(state);
      const again = await manager.previewed({ 'personnes.csv': file });
      await manager.done(`/imports/${again.id}/runs`, {});
      expect(await manager.settled(again.id)).toMatchObject({ state: 'done', result: { people: PEOPLE } });
    },
    5 * MINUTES,
  );
});
