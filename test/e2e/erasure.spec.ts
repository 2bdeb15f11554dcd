import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { attachEmbeddedDatabase } from '@jalons/database';
import { dateAt, randomId } from '@jalons/kernel';
import { readConfiguration, startProduct, type RunningProduct } from '@jalons/runtime';
import pg from 'pg';

const MINUTE = 60_000;
const PASSWORD = 'sept chevaux agrafent la pluie';

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

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
  readonly cookie: string;
}

/** One product with two people of it, one of whom is erased; what is scanned is its whole data folder. */
describe('a person who was erased', () => {
  const parent = mkdtempSync(join(tmpdir(), 'jalons-erasure-'));
  const folder = join(parent, 'data');
  let product: RunningProduct;
  let owner: pg.Client;
  let origin: string;
  let operator: string;
  let coordinator: string;
  let dpo: string;
  /** Position of the last command: what is asked next waits for it. */
  let seen: string | null = null;
  let erased: { person: string; parcours: string };

  beforeAll(async () => {
    chmodSync(parent, 0o711);
    product = await startProduct(readConfiguration({ JALONS_DATA: folder, PORT: '0' }), {
      onMessage: () => {},
      onLost: () => {},
    });
    origin = new URL(product.address).origin;
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

  async function call(path: string, cookie: string, body?: unknown): Promise<Answer> {
    const response = await fetch(`${origin}/api/v1${path}`, {
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
      headers: {
        ...{ 'content-type': 'application/json', 'idempotency-key': randomId(), origin, cookie },
        ...(seen !== null && { 'jalons-position': seen }),
      },
    });
    const text = await response.text();
    seen = response.headers.get('jalons-position') ?? seen;
    const session = response.headers.getSetCookie().map((each) => each.split(';')[0]);
    return { status: response.status, body: text === '' ? {} : JSON.parse(text), cookie: session.join('; ') };
  }

  async function done(answer: Promise<Answer>): Promise<Answer> {
    const { status, body, cookie } = await answer;
    if (status >= 300) throw new Error(`${status} ${JSON.stringify(body)}`);
    return { status, body, cookie };
  }

  async function redeem(token: string, login: string): Promise<string> {
    return (await done(call('/auth/links/redeem', '', { token, login, password: PASSWORD }))).cookie;
  }

  async function open(): Promise<void> {
    const admin = await redeem(/lien#(\S+)/.exec(product.firstLink!)![1]!, 'admin@exemple.example');
    const opened = await done(
      call('/first-run', admin, {
        territory: { name: 'Territoire inventé', zone: 'Europe/Paris', qpv: ['2024-grand-mirail'] },
        structure: { name: 'Structure inventée', kind: 'mission-locale' },
        coordinator: { givenName: 'Claire', familyName: 'Inventée' },
        operator: { givenName: 'Omar', familyName: 'Inventé' },
      }),
    );
    const invitations = opened.body.invitations as readonly { role: string; link: string }[];
    const tokenOf = (role: string) => invitations.find((each) => each.role === role)!.link.split('#')[1]!;
    operator = await redeem(tokenOf('operator'), 'omar@exemple.example');
    coordinator = await redeem(tokenOf('coordinator'), 'claire@exemple.example');

    const known = await done(
      call('/professionals', admin, {
        ...{ givenName: 'Delphine', familyName: 'Inventée', email: 'delphine@exemple.example' },
      }),
    );
    const delphine = String(known.body.professional ?? known.body.id);
    const mandate = { role: 'dpo', from: today(), territory: opened.body.territoryId };
    await done(call(`/professionals/${delphine}/mandates`, admin, mandate));
    const invitation = await done(call(`/professionals/${delphine}/invitations`, admin, {}));
    dpo = await redeem(String(invitation.body.token), 'delphine@exemple.example');

    const { givenName, familyName, phone, email } = HERS;
    erased = await enters({ givenName, familyName, phone, email });
    await enters(OTHER);
    const double = await enters({ givenName: ALSO_HERS.givenName, familyName });
    // A command decides on what is read already: the list waits for both.
    await done(call('/cases', operator));
    await done(call(`/beneficiaries/${double.person}/merges`, operator, { into: erased.person }));
    const met = { occurredOn: today(), channel: 'street', place: { label: ALSO_HERS.place }, needs: [], count: 1 };
    const encounter = await done(call('/outreach', operator, met));
    const link = { beneficiaryId: double.person };
    await done(call(`/outreach/${String(encounter.body.id)}/links`, operator, link));
    const contact = { channel: 'phone', reached: 'person', occurredOn: today(), note: HERS.note };
    await done(call(`/parcours/${erased.parcours}/steps/contact-attempts`, operator, contact));
    // As it is after some days of life: on disk, in statistics, behind a checkpoint.
    await until(async () => holding(HERS.familyName).length > 0);
    await owner.query('ANALYZE');
    await owner.query('CHECKPOINT');
  }

  async function enters(person: object): Promise<{ person: string; parcours: string }> {
    const form = { ...person, birthDate: '1990-05-12', qpv: { code: '2024-grand-mirail', evidence: 'declared' } };
    const registered = await done(call('/beneficiaries', operator, form));
    const id = String(registered.body.id);
    const parcours = await done(
      call(`/beneficiaries/${id}/parcours`, operator, { entryChannel: 'walk-in', occurredOn: today() }),
    );
    return { person: id, parcours: String(parcours.body.id) };
  }

  async function until(holds: () => Promise<boolean>): Promise<void> {
    while (!(await holds())) await owner.query('SELECT pg_sleep(0.05)');
  }

  /** Files of the data folder that hold a text, as it is written in UTF-8. */
  function holding(text: string): readonly string[] {
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => isFileWith(path, Buffer.from(text)))
      .map((path) => relative(folder, path));
  }

  it('is gone from the screens and from every byte of the data folder, once that is reported done', async () => {
    const sheet = await done(call(`/parcours/${erased.parcours}`, operator));
    expect(JSON.stringify(sheet.body)).toContain('Zéphyrine');
    const texts = [...Object.values(HERS), ...Object.values(ALSO_HERS)];
    for (const text of texts) expect([text, holding(text).length > 0]).toEqual([text, true]);

    const asked = await call(`/beneficiaries/${erased.person}/erasure`, dpo, { reason: 'person-request' });
    expect(asked).toMatchObject({ status: 202, body: { beneficiaryId: erased.person, reason: 'person-request' } });
    const again = await call(`/beneficiaries/${erased.person}/erasure`, dpo, { reason: 'objection' });
    expect(again.body).toMatchObject({ id: asked.body.id, reason: 'person-request' });
    const erasure = async () => {
      const { body } = await done(call('/erasures', dpo));
      return (body.items as readonly Record<string, unknown>[])[0]!;
    };
    await until(async () => (await erasure()).state === 'done');
    expect(await erasure()).toMatchObject({ id: asked.body.id, finishedAt: expect.any(String), remains: [] });

    for (const text of texts) expect([text, holding(text)]).toEqual([text, []]);
    expect(holding(OTHER.familyName).length).toBeGreaterThan(0);
    expect((await call(`/parcours/${erased.parcours}`, operator)).status).toBe(404);
    const attempt = { channel: 'phone', reached: 'nobody', occurredOn: today() };
    const late = await call(`/parcours/${erased.parcours}/steps/contact-attempts`, operator, attempt);
    expect(late.status).toBeGreaterThanOrEqual(400);
    const cases = await done(call('/cases', operator));
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
      const refused = await call(`/beneficiaries/${other}/erasure`, cookie, { reason: 'person-request' });
      expect(refused.status).toBe(403);
    }
    const unknown = await call(`/beneficiaries/${other}/erasure`, dpo, { reason: 'person-request' });
    expect(unknown).toMatchObject({ status: 404, body: { code: 'person-unknown' } });
    const invented = await call(`/beneficiaries/${other}/erasure`, dpo, { reason: 'just-so' });
    expect(invented).toMatchObject({ status: 422, body: { code: 'unknown-code' } });
  });
});

/** A file may go away while it is looked for. */
function isFileWith(path: string, text: Buffer): boolean {
  try {
    return statSync(path).isFile() && readFileSync(path).includes(text);
  } catch {
    return false;
  }
}

function today(): string {
  return dateAt(Date.now(), 'Europe/Paris');
}
