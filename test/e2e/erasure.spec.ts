import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachEmbeddedDatabase } from '@jalons/database';
import { dateAt, randomId } from '@jalons/kernel';
import { readConfiguration, startProduct, type RunningProduct } from '@jalons/runtime';
import pg from 'pg';
import { filesWith } from '../support/files-with.js';
import { OpenedPlace } from '../support/opened-place.js';
import { ProductClient } from '../support/product-client.js';

const MINUTE = 60_000;

/** What is known of her, and what the search makes of her names. */
const HERS = {
  givenName: 'Zéphyrine-Éraste',
  familyName: 'Quatrebarbes-Mirandol',
  phone: '+33 5 61 99 41 37',
  email: 'zephyrine.quatrebarbes@exemple.example',
  note: 'Elle répare les accordéons de la rue du Taur',
  folded: 'quatrebarbes',
};
/** Her other record, merged into the one that is erased, and an encounter that turned out to be with her. */
const ALSO_HERS = { givenName: 'Hermangarde-Ysoline', place: 'Sous le platane de la place Abbal' };
const OTHER = { givenName: 'Théodosie', familyName: 'Vaubrun-Gardée' };

/** One product with two people of it, one of whom is erased; what is scanned is its whole data folder. */
describe('a person who was erased', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jalons-erasure-'));
  const folder = join(parent, 'data');
  let product: RunningProduct;
  let owner: pg.Client;
  let client: ProductClient;
  let operator: string;
  let coordinator: string;
  let dpo: string;
  let erased: { person: string; parcours: string };

  beforeAll(async () => {
    chmodSync(parent, 0o711);
    product = await startProduct(readConfiguration({ JALONS_DATA: folder, PORT: '0' }), {
      onMessage: () => {},
      onLost: () => {},
    });
    client = new ProductClient(new URL(product.address).origin);
    const urls = await attachEmbeddedDatabase(folder);
    owner = new pg.Client({ connectionString: urls!.owner });
    await owner.connect();
    await open();
  }, 3 * MINUTE);

  afterAll(async () => {
    await owner?.end();
    await product?.close();
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  }, MINUTE);

  async function open(): Promise<void> {
    const place = await OpenedPlace.open(client, /lien#(\S+)/.exec(product.firstLink!)![1]!);
    operator = place.operator.cookie;
    coordinator = place.coordinator.cookie;
    dpo = (await place.arrive('dpo')).cookie;

    const { givenName, familyName, phone, email } = HERS;
    erased = await enters({ givenName, familyName, phone, email });
    await enters(OTHER);
    const double = await enters({ givenName: ALSO_HERS.givenName, familyName });
    // A command decides on what is read already: the list waits for both.
    await client.done('/cases', operator);
    await client.done(`/beneficiaries/${double.person}/merges`, operator, { into: erased.person });
    const met = { occurredOn: today(), channel: 'street', place: { label: ALSO_HERS.place }, needs: [], count: 1 };
    const encounter = await client.done('/outreach', operator, met);
    const link = { beneficiaryId: double.person };
    await client.done(`/outreach/${String(encounter.body.id)}/links`, operator, link);
    const contact = { channel: 'phone', reached: 'person', occurredOn: today(), note: HERS.note };
    await client.done(`/parcours/${erased.parcours}/steps/contact-attempts`, operator, contact);
    // As it is after some days of life: on disk, in statistics, behind a checkpoint.
    const texts = [...Object.values(HERS), ...Object.values(ALSO_HERS)];
    await until(async () => texts.every((text) => holding(text).length > 0));
    await owner.query('ANALYZE');
    await owner.query('CHECKPOINT');
  }

  async function enters(person: object): Promise<{ person: string; parcours: string }> {
    const form = { ...person, birthDate: '1990-05-12', qpv: { code: '2024-grand-mirail', evidence: 'declared' } };
    const registered = await client.done('/beneficiaries', operator, form);
    const id = String(registered.body.id);
    const parcours = await client.done(`/beneficiaries/${id}/parcours`, operator, {
      entryChannel: 'walk-in',
      occurredOn: today(),
    });
    return { person: id, parcours: String(parcours.body.id) };
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await owner.query('SELECT pg_sleep(0.05)');
  }

  const holding = (text: string) => filesWith(folder, text);

  it('is gone from the screens and from every byte of the data folder, once that is reported done', async () => {
    const sheet = await client.done(`/parcours/${erased.parcours}`, operator);
    expect(JSON.stringify(sheet.body)).toContain('Zéphyrine');
    const texts = [...Object.values(HERS), ...Object.values(ALSO_HERS)];
    for (const text of texts) expect([text, holding(text).length > 0]).toEqual([text, true]);

    const asked = await client.call(`/beneficiaries/${erased.person}/erasure`, dpo, {
      body: { reason: 'person-request' },
    });
    expect(asked).toMatchObject({ status: 202, body: { beneficiaryId: erased.person, reason: 'person-request' } });
    const again = await client.call(`/beneficiaries/${erased.person}/erasure`, dpo, { body: { reason: 'objection' } });
    expect(again.body).toMatchObject({ id: asked.body.id, reason: 'person-request' });
    const erasure = async () => {
      const { body } = await client.done('/erasures', dpo);
      return (body.items as readonly Record<string, unknown>[])[0]!;
    };
    await until(async () => (await erasure()).state === 'done');
    expect(await erasure()).toMatchObject({ id: asked.body.id, finishedAt: expect.any(String), remains: [] });

    for (const text of texts) expect([text, holding(text)]).toEqual([text, []]);
    expect(holding(OTHER.familyName).length).toBeGreaterThan(0);
    expect((await client.call(`/parcours/${erased.parcours}`, operator)).status).toBe(404);
    const attempt = { channel: 'phone', reached: 'nobody', occurredOn: today() };
    const late = await client.call(`/parcours/${erased.parcours}/steps/contact-attempts`, operator, { body: attempt });
    expect(late.status).toBeGreaterThanOrEqual(400);
    const cases = await client.done('/cases', operator);
    expect((cases.body.items as readonly unknown[]).length).toBe(1);
  });

  it('leaves two residues of each parcours that nothing links to each other or to her', async () => {
    const { rows } = await owner.query(
      'SELECT kind, subject, sex, born_decade, qpv_group, reason FROM privacy.residues',
    );
    const left = { subject: null, sex: 'unknown', born_decade: 1990, qpv_group: 'grand-mirail', reason: null };
    expect(rows.toSorted((a, b) => (a.kind < b.kind ? -1 : 1))).toEqual([
      { kind: 'entry', ...left },
      { kind: 'entry', ...left },
      { kind: 'exit', ...left },
      { kind: 'exit', ...left },
    ]);
  });

  it('is erased by a dpo alone, for a reason of the list, and only where there is anybody', async () => {
    const other = randomId();
    for (const cookie of [operator, coordinator]) {
      const refused = await client.call(`/beneficiaries/${other}/erasure`, cookie, {
        body: { reason: 'person-request' },
      });
      expect(refused.status).toBe(403);
    }
    const unknown = await client.call(`/beneficiaries/${other}/erasure`, dpo, { body: { reason: 'person-request' } });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'person-unknown' } });
    const invented = await client.call(`/beneficiaries/${other}/erasure`, dpo, { body: { reason: 'just-so' } });
    expect(invented).toMatchObject({ status: 422, body: { code: 'unknown-code' } });
  });
});

function today(): string {
  return dateAt(Date.now(), 'Europe/Paris');
}
