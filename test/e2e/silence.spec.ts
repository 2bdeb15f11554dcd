import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, dateAt } from '@jalons/kernel';
import { readConfiguration, startProduct, type RunningProduct } from '@jalons/runtime';
import { Listening } from '../support/listening.js';
import { OpenedPlace, type Someone } from '../support/opened-place.js';
import { ProductClient } from '../support/product-client.js';

const MINUTE = 60_000;
const today = dateAt(Date.now(), 'Europe/Paris');
const ago = (days: number) => addDays(today, -days);

interface Item {
  readonly id: string;
  readonly n: number;
  readonly parcoursId: string;
  readonly level: string;
  readonly causes: readonly { readonly instance: string; readonly why: string }[];
}

/** A silent case, from the worker's review to the contact on the line of time: the product with its worker, over HTTP. */
describe('a case that goes silent', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jalons-silence-'));
  let product: RunningProduct;
  let client: ProductClient;
  let omar: Someone;
  let claire: Someone;
  let stranger: Someone;
  const streams: Listening[] = [];

  beforeAll(async () => {
    chmodSync(parent, 0o711);
    const configuration = readConfiguration({ JALONS_DATA: join(parent, 'data'), PORT: '0' });
    product = await startProduct(configuration, { onMessage: () => {}, onLost: () => {} });
    client = new ProductClient(new URL(product.address).origin);
    const place = await OpenedPlace.open(client, /lien#(\S+)/.exec(product.firstLink!)![1]!);
    [omar, claire] = [place.operator, place.coordinator];
    stranger = await place.arrive('operator', await place.addStructure('Autre structure inventée'));
  }, 3 * MINUTE);

  afterAll(async () => {
    for (const stream of streams) stream.close();
    await product?.close();
    rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
  }, MINUTE);

  async function listen(by: Someone): Promise<Listening> {
    const stream = await Listening.open(`${client.origin}/api/v1/live`, { cookie: by.cookie, origin: client.origin });
    streams.push(stream);
    expect(await stream.next()).toMatchObject({ event: 'ready' });
    return stream;
  }

  /** The alerts that the stream names next; what else it tells meanwhile is passed over. */
  async function alertsHeard(stream: Listening): Promise<readonly string[]> {
    for (;;) {
      const { data } = await stream.next();
      const { alerts } = data as { readonly alerts?: readonly string[] };
      if (alerts !== undefined) return alerts;
    }
  }

  const alerts = async (by: Someone, query = '') =>
    (await client.done(`/alerts${query}`, by.cookie)).body['items'] as readonly Item[];

  it(
    'raises an alert that its referent hears of; taken in charge, then closed as reconnected, it leaves the contact in the timeline',
    async () => {
      const stream = await listen(omar);
      const other = await listen(stranger);
      const qpv = { code: '2024-grand-mirail', evidence: 'declared' };
      const amina = { givenName: 'Amina', familyName: 'Inventée', birthDate: '1994-02-28', qpv };
      const person = String((await client.done('/beneficiaries', omar.cookie, amina)).body['id']);
      const opening = { entryChannel: 'walk-in', occurredOn: ago(200) };
      const opened = await client.done(`/beneficiaries/${person}/parcours`, omar.cookie, opening);
      const parcours = String(opened.body['id']);

      const [id] = await alertsHeard(stream);
      const [alert] = await alerts(omar);
      expect(alert).toMatchObject({ id, n: 1, parcoursId: parcours, displayName: 'Amina I.', level: 'at-risk' });
      expect(alert!.causes.find(({ instance }) => instance === 'R1b')!.why).toMatch(/^Aucun contact avec la personne/);
      expect(await alerts(stranger)).toEqual([]);
      expect((await client.done('/alerts/escalations', claire.cookie)).body['items']).toEqual([]);
      const [shown] = (await client.done('/cases', omar.cookie)).body['items'] as { risk: object; ribbon: object }[];
      expect(shown).toMatchObject({
        risk: { level: 'at-risk', alert: { id, seen: false } },
        ribbon: { spans: [{ kind: 'support', from: ago(200) }], contacts: [] },
      });
      const why = (await client.done(`/parcours/${parcours}/risk`, omar.cookie)).body;
      expect(why).toMatchObject({ level: 'at-risk', alert: { id, n: 1 } });
      const before = (await client.done(`/parcours/${parcours}/risk?on=${ago(1)}`, omar.cookie)).body;
      expect(before).toMatchObject({ known: false });

      await client.done(`/alerts/${id}/take-in-charge`, omar.cookie, { n: 1 });
      expect(await alertsHeard(stream)).toEqual([id]);
      const closing = { n: 1, outcome: 'reconnected', contact: { channel: 'phone', occurredOn: today } };
      await client.done(`/alerts/${id}/close`, omar.cookie, closing);
      expect(await alertsHeard(stream)).toEqual([id]);
      expect(await alerts(omar)).toEqual([]);
      expect(await alerts(omar, '?state=ended')).toMatchObject([{ id, ended: { outcome: 'reconnected' } }]);
      const entries = (await client.done(`/parcours/${parcours}`, omar.cookie)).body['entries'] as object[];
      expect(entries).toContainEqual(
        expect.objectContaining({
          ...{ type: 'ContactAttempted', occurredOn: today },
          data: expect.objectContaining({ channel: 'phone', reached: 'person' }),
        }),
      );
      const precision = (await client.done('/rule-sets/1/precision', claire.cookie)).body;
      expect(precision).toMatchObject({ raised: 1, endedByPerson: 1, precision: 1, outcomes: { reconnected: 1 } });
      expect(other.text).not.toContain(id!);
    },
    2 * MINUTE,
  );
});
