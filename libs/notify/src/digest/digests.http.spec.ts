import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { IdentityModule } from '@jalons/identity';
import { signInAs, type TestSession } from '../../../../test/policies/sign-in-as.js';
import { openSpecApplication, type SpecApplication } from '../../../../test/support/spec-application.js';
import { DigestsModule } from './digests.module.js';
import { UnsubscribeLinks } from './unsubscribe-link.js';

describe('digest mails over HTTP', () => {
  let spec: SpecApplication;
  let links: UnsubscribeLinks;
  let admin: TestSession;
  let operator: TestSession;

  beforeAll(async () => {
    spec = await openSpecApplication({
      ...{ definitions: [], projections: [] },
      modules: (parts) => [IdentityModule.forRoot(parts), DigestsModule.forRoot(parts)],
    });
    links = new UnsubscribeLinks(spec.parts.idSecret);
    admin = await signInAs(spec.owner, { role: 'admin' });
    operator = await signInAs(spec.owner, { role: 'operator' });
  });
  afterAll(() => spec.close());

  const mine = async (by: TestSession) => (await spec.read('me/notifications', by)).json();
  const put = (digest: string, by: TestSession) => spec.send('me/notifications', { digest }, { by, method: 'PUT' });
  const pathFor = (professional: string) => new URL(links.urlFor(professional, 'https://ici.example')).pathname;

  it('are daily until somebody chooses otherwise, each for themselves', async () => {
    expect(await mine(operator)).toEqual({ digest: 'daily' });
    expect((await put('weekly', operator)).json()).toEqual({ digest: 'weekly' });
    expect(await mine(operator)).toEqual({ digest: 'weekly' });
    expect(await mine(admin)).toEqual({ digest: 'daily' });
    const refused = await put('hourly', operator);
    expect(refused.statusCode).toBe(422);
    expect(refused.json().errors).toMatchObject([{ pointer: '/digest' }]);
  });

  describe('stopped by the link of one', () => {
    it.each([
      ['by a mail box, as a form of one kind', 'application/x-www-form-urlencoded', 'List-Unsubscribe=One-Click'],
      [
        'by a mail box, as a form of the other kind',
        'multipart/form-data; boundary=b',
        '--b\r\nContent-Disposition: form-data; name="List-Unsubscribe"\r\n\r\nOne-Click\r\n--b--\r\n',
      ],
      ['by one that says nothing', undefined, undefined],
    ])('%s: at once, and signed in to nothing', async (_how, type, payload) => {
      const somebody = await signInAs(spec.owner, { role: 'operator' });
      const answer = await spec.app.inject({
        ...{ method: 'POST', url: pathFor(somebody.professional) },
        ...(type !== undefined && { headers: { 'content-type': type }, payload }),
      });
      expect(answer.statusCode).toBe(200);
      expect(answer.body).toContain('Vous ne recevrez plus ces courriels');
      expect(await mine(somebody)).toEqual({ digest: 'none' });
    });

    it('by a person: following the link alone changes nothing, the button does, and the choice may be changed back', async () => {
      const somebody = await signInAs(spec.owner, { role: 'operator' });
      const url = pathFor(somebody.professional);
      const page = await spec.app.inject({ url, headers: { accept: 'text/html' } });
      expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
      expect(page.headers['referrer-policy']).toBe('same-origin');
      expect(page.body).toMatch(/<form method="post"><button type="submit">/);
      expect(await mine(somebody)).toEqual({ digest: 'daily' });
      const pressed = {
        'content-type': 'application/x-www-form-urlencoded',
        ...{ 'sec-fetch-site': 'same-origin', origin: 'http://localhost:80', cookie: somebody.headers['cookie']! },
      };
      expect((await spec.app.inject({ method: 'POST', url, headers: pressed, payload: '' })).statusCode).toBe(200);
      expect(await mine(somebody)).toEqual({ digest: 'none' });
      await put('daily', somebody);
      expect(await mine(somebody)).toEqual({ digest: 'daily' });
    });

    it('that tells nothing, and cannot be made up, altered or read', async () => {
      const somebody = await signInAs(spec.owner, { role: 'operator' });
      const path = pathFor(somebody.professional);
      const sealed = Buffer.from(path.split('/').at(-1)!, 'base64url');
      expect(sealed.includes(somebody.professional)).toBe(false);
      sealed[20]! ^= 1;
      for (const token of [sealed.toString('base64url'), somebody.professional, 'x', '%00']) {
        for (const method of ['GET', 'POST'] as const) {
          const answer = await spec.app.inject({ method, url: `/desabonnement/${token}` });
          expect([400, 404]).toContain(answer.statusCode);
          expect(answer.body).not.toContain(somebody.professional);
        }
      }
      expect(await mine(somebody)).toEqual({ digest: 'daily' });
    });

    it('by a body too long to be that: refused', async () => {
      const url = pathFor(operator.professional);
      const headers = { 'content-type': 'multipart/form-data; boundary=b' };
      const answer = await spec.app.inject({ method: 'POST', url, headers, payload: 'x'.repeat(20_000) });
      expect(answer.statusCode).toBe(413);
    });
  });

  it('say to an admin whether mail leaves, and what did not', async () => {
    const state = async () => (await spec.read('mails', admin)).json();
    expect(await state()).toEqual({ enabled: false, waiting: 0, lastSentAt: null, failed: [] });
    const [failed, waiting] = [randomUUID(), randomUUID()];
    await spec.owner.query(
      `INSERT INTO engine.digests (id, professional, period, day, state, attempts, reason, changed_ms) VALUES
         ($1, $3, '2026-02-02', '2026-02-03', 'failed', 8, 'smtp-451', 1770105600000),
         ($2, $3, '2026-02-04', '2026-02-04', 'planned', 0, NULL, 1770192000000)`,
      [failed, waiting, operator.professional],
    );
    await spec.owner.query('INSERT INTO engine.mail_state (enabled, noted_ms) VALUES (true, 0)');
    const line = {
      ...{ id: failed, professional: operator.professional, period: '2026-02-02', attempts: 8 },
      ...{ reason: 'smtp-451', changedAt: 1770105600000 },
    };
    expect(await state()).toEqual({ enabled: true, waiting: 1, lastSentAt: null, failed: [line] });
    const retry = (id: string, by = admin) => spec.send(`mails/${id}/retries`, {}, { by });
    expect((await retry(failed, operator)).statusCode).toBe(403);
    expect((await retry(waiting)).json()).toMatchObject({ status: 404, code: 'failed-mail-not-found' });
    expect((await retry(failed)).statusCode).toBe(204);
    expect(await state()).toMatchObject({ waiting: 2, failed: [] });
    const { rows } = await spec.owner.query('SELECT state, run, attempts, reason FROM engine.digests WHERE id = $1', [
      failed,
    ]);
    expect(rows).toEqual([{ state: 'planned', run: 2, attempts: 0, reason: null }]);
  });

  it('are out of the reach of the api otherwise', async () => {
    for (const table of ['digests', 'digest_told', 'digest_choices', 'digest_rounds', 'mail_state']) {
      await expect(spec.parts.database.query(admin.token, `SELECT 1 FROM engine.${table}`)).rejects.toMatchObject({
        code: '42501',
      });
    }
    await expect(
      spec.parts.database.query(operator.token, `SELECT engine.note_digest_choice($1, 'daily', 0)`, [
        admin.professional,
      ]),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
