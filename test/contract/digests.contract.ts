import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { caseNumberOf, civilDateOf, type Uuid } from '@jalons/kernel';
import type { openJobs } from '@jalons/jobs';
import { DigestPlace, FROM, PUBLIC_URL } from '../support/risk/digest-place.js';
import type { ReviewedLog } from '../support/risk/reviewed-log.js';
import { SEEDED, seededIn } from '../support/seeded-values.js';

interface QueueServer {
  readonly where: Parameters<typeof openJobs>[0];
  stop(): Promise<void>;
}

const OPERATOR = SEEDED.professionalEmail;
const MANAGER = 'responsable@exemple.example';
const COORDINATOR = 'coordination@exemple.example';

/**
 * Digest mails as the worker sends them, against a server of SMTP, on either back end of the queues. After each test
 * every mail is searched for personal values of the person, and for who it went to.
 */
export function digestsContract(name: string, start: (log: ReviewedLog) => Promise<QueueServer>): void {
  describe(`digest mails on ${name}`, () => {
    let server: QueueServer;
    let place: DigestPlace;
    let operator: Uuid;

    beforeAll(async () => {
      place = await DigestPlace.open(async (log) => (server = await start(log)).where);
      const { structure } = place;
      operator = await place.professional('operator', OPERATOR, { structure });
      await place.professional('structure-manager', MANAGER, { structure });
      await place.professional('coordinator', COORDINATOR);
    });
    afterAll(async () => {
      await place?.close();
      await server?.stop();
    });
    beforeEach(() => {
      place.mails.received.length = 0;
      place.mails.plan.length = 0;
    });

    afterEach(() => {
      const { professionalEmail: _recipient, ...others } = SEEDED;
      for (const { raw, text, html } of place.mails.received) {
        for (const form of [raw.replaceAll(OPERATOR, ''), text, html]) {
          expect(seededIn(Buffer.from(form), others)).toEqual([]);
        }
        expect(text + html).not.toContain(OPERATOR);
      }
    });

    const choose = (professional: Uuid, frequency: string) =>
      asOwner(place, 'SELECT engine.note_digest_choice($1, $2, 0)', [professional, frequency]);
    const digestOf = async (day: string, professional = operator) =>
      (await place.digestsOn()).find((one) => one.period === day && one.professional === professional);

    it('leave once, at eight on a working day, with case numbers and a link, and nothing of anybody', async () => {
      const first = await place.worried(operator, '2026-02-02', SEEDED.note);
      await place.morning('2026-02-02', '07:59');
      expect(place.mails.received).toEqual([]);
      await place.morning('2026-02-02');
      await place.morning('2026-02-02', '09:30');
      expect(place.mails.received.map(({ to }) => to)).toEqual([[OPERATOR]]);
      const [mail] = place.mails.received;
      expect(mail!.headers.get('subject')).toBe('Jalons : une alerte à voir');
      expect(mail!.text).toContain(`- ${caseNumberOf(first)}, à risque, depuis le 02/02/2026`);
      expect(mail!.text).toContain(`${PUBLIC_URL}/alertes`);
      expect(mail!.html).toContain(`<li>${caseNumberOf(first)}, à risque, depuis le 02/02/2026</li>`);
      const token = /^<(\S+)>$/.exec(mail!.headers.get('list-unsubscribe')!)![1]!;
      expect(token).toMatch(/^https:\/\/jalons\.exemple\.example\/desabonnement\/[\w-]{60,200}$/);
      expect(mail!.text).toContain(token);
      expect(Object.fromEntries(mail!.headers)).toMatchObject({
        from: `Jalons <${FROM}>`,
        'auto-submitted': 'auto-generated',
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
      });
      const { id } = (await digestOf('2026-02-02'))!;
      expect(mail!.headers.get('message-id')).toBe(`<${id}@exemple.example>`);
      for (const told of [mail!.text, mail!.html]) {
        expect(told).not.toMatch(/Odile|Office|inquiétude|contact/i);
        expect(told).not.toContain(operator);
      }
      // Told once: the next morning has nothing to say.
      await place.morning('2026-02-03');
      expect(place.mails.received).toHaveLength(1);
      expect(await digestOf('2026-02-03')).toMatchObject({ state: 'nothing' });
    }, 60_000);

    it('wait out a server that defers, a connection that breaks, and answer for the one that is refused', async () => {
      const parcours = await place.worried(operator, '2026-02-04', SEEDED.note);
      place.mails.plan.push('defer', 'drop');
      await place.morning('2026-02-04');
      expect(place.mailsTo(OPERATOR)).toHaveLength(1);
      expect(await digestOf('2026-02-04')).toMatchObject({ state: 'sent', attempts: 3, reason: null });

      const next = await place.worried(operator, '2026-02-05', SEEDED.note);
      place.mails.plan.push('refuse');
      await place.morning('2026-02-05');
      const failed = (await digestOf('2026-02-05'))!;
      expect(failed).toMatchObject({ state: 'failed', attempts: 1, reason: 'smtp-550' });
      await asOwner(place, `UPDATE engine.digests SET state = 'planned', run = run + 1 WHERE id = $1`, [failed.id]);
      await place.morning('2026-02-05', '10:00');
      expect(place.mailsTo(OPERATOR)).toHaveLength(2);
      expect(place.mailsTo(OPERATOR)[1]!.text).toContain(caseNumberOf(next));
      expect(place.mailsTo(OPERATOR)[1]!.text).not.toContain(caseNumberOf(parcours));
    }, 60_000);

    it('that never left are told by the next one', async () => {
      const parcours = await place.worried(operator, '2026-02-06', SEEDED.note);
      place.mails.plan.push('defer', 'defer', 'defer');
      await place.morning('2026-02-06');
      expect(await digestOf('2026-02-06')).toMatchObject({ state: 'failed', attempts: 3, reason: 'smtp-451' });
      await place.morning('2026-02-09');
      expect(place.mailsTo(OPERATOR).map(({ text }) => text.includes(caseNumberOf(parcours)))).toEqual([true]);
    }, 60_000);

    it('whose answer got lost come again under the same Message-ID, and no third time', async () => {
      await place.worried(operator, '2026-02-10', SEEDED.note);
      place.mails.plan.push('lose');
      await place.morning('2026-02-10');
      const ids = place.mailsTo(OPERATOR).map(({ headers }) => headers.get('message-id'));
      expect(ids).toHaveLength(2);
      expect(new Set(ids).size).toBe(1);
      await place.morning('2026-02-10', '11:00');
      expect(place.mailsTo(OPERATOR)).toHaveLength(2);
    }, 60_000);

    it('tell once what an import brought, after all of it was reviewed', async () => {
      const importId = '11111111-1111-4111-8111-111111111111';
      const brought: Uuid[] = [];
      for (let n = 0; n < 25; n += 1) brought.push(await place.worried(operator, '2026-01-20', SEEDED.note, importId));
      await place.log.caughtUp();
      await place.morning('2026-02-11', '08:00', { reviewed: false });
      expect(await digestOf('2026-02-11')).toBeUndefined();
      await place.morning('2026-02-11', '08:05');
      const [mail, ...more] = place.mailsTo(OPERATOR);
      expect(more).toEqual([]);
      expect(mail!.headers.get('subject')).toBe('Jalons : 25 alertes à voir');
      expect(mail!.text).toMatch(/25 alertes d’un coup, après un import/);
      expect(brought.filter((id) => mail!.text.includes(caseNumberOf(id)))).toHaveLength(20);
      expect(mail!.text).toContain('Et 5 autres.');
      await place.morning('2026-02-12');
      expect(place.mailsTo(OPERATOR)).toHaveLength(1);
    }, 60_000);

    it('are quiet about what was put off or taken in charge, and tell of it when it comes back', async () => {
      const [later, taken] = [
        await place.worried(operator, '2026-02-13', SEEDED.note),
        await place.worried(operator, '2026-02-13', SEEDED.note),
      ];
      await place.log.reviewOn('2026-02-13');
      await place.handle(later, { type: 'SnoozeAlert', n: 1, until: civilDateOf('2026-02-17') }, '2026-02-13');
      await place.handle(taken, { type: 'TakeAlertInCharge', n: 1 }, '2026-02-13', operator);
      await place.morning('2026-02-13');
      await place.morning('2026-02-16');
      expect(place.mailsTo(OPERATOR)).toEqual([]);
      await place.morning('2026-02-17');
      expect(place.mailsTo(OPERATOR).map(({ text }) => text)).toEqual([
        expect.stringContaining(`Une alerte reportée revient\n- ${caseNumberOf(later)}`),
      ]);
    }, 60_000);

    it('tell whoever stands in of an alert that somebody who is away has in charge', async () => {
      const { structure } = place;
      const [referent, deputy] = [
        await place.professional('operator', 'referente@exemple.example', { structure }),
        await place.professional('operator', 'adjointe@exemple.example', { structure }),
      ];
      await place.absent(referent, '2026-02-19', '2026-02-20', deputy);
      const parcours = await place.worried(referent, '2026-02-18', SEEDED.note);
      await place.log.reviewOn('2026-02-18');
      await place.handle(parcours, { type: 'TakeAlertInCharge', n: 1 }, '2026-02-18', referent);
      for (const day of ['2026-02-18', '2026-02-19', '2026-02-20', '2026-02-23']) await place.morning(day);
      expect(place.mailsTo('adjointe@exemple.example').map(({ text }) => text)).toEqual([
        expect.stringContaining(caseNumberOf(parcours)),
      ]);
      expect(place.mailsTo('referente@exemple.example')).toEqual([]);
    }, 60_000);

    it('tell again of an alert that was put off, once something else is a reason to worry', async () => {
      const parcours = await place.worried(operator, '2026-03-02', SEEDED.note);
      await place.morning('2026-03-03');
      await place.handle(parcours, { type: 'SnoozeAlert', n: 1, until: civilDateOf('2026-04-20') }, '2026-03-03');
      await place.morning('2026-03-04');
      const told = place.mailsTo(OPERATOR).length;
      await place.worriedAgain(parcours, '2026-03-05', SEEDED.note);
      for (const day of ['2026-03-05', '2026-03-06']) await place.morning(day);
      expect(place.mailsTo(OPERATOR).slice(told)).toEqual([
        expect.objectContaining({
          text: expect.stringContaining(`Une alerte reportée revient\n- ${caseNumberOf(parcours)}`),
        }),
      ]);
    }, 60_000);

    it('leave on the first working day of the week for who wants one a week, and never for who wants none', async () => {
      await choose(operator, 'weekly');
      await place.worried(operator, '2026-04-01', SEEDED.note);
      // Easter Monday is a holiday.
      for (const day of ['2026-04-06', '2026-04-07', '2026-04-08']) await place.morning(day);
      expect(place.mailsTo(OPERATOR)).toHaveLength(1);
      expect(await digestOf('2026-04-06')).toMatchObject({ state: 'sent' });
      await place.worried(operator, '2026-04-08', SEEDED.note);
      await place.morning('2026-04-09');
      expect(place.mailsTo(OPERATOR)).toHaveLength(1);
      await choose(operator, 'none');
      await place.morning('2026-04-13');
      expect(place.mailsTo(OPERATOR)).toHaveLength(1);
      await choose(operator, 'daily');
      await place.morning('2026-04-14');
      expect(place.mailsTo(OPERATOR)).toHaveLength(2);
    }, 60_000);

    it('go to those who answer for the structure where nobody answers for the case, and of those unseen to the coordinator', async () => {
      const orphan = await place.worried(null, '2026-06-01', SEEDED.note);
      await place.morning('2026-06-01');
      expect(place.mailsTo(MANAGER).map(({ text }) => text.includes(caseNumberOf(orphan)))).toEqual([true]);
      expect(place.mailsTo(COORDINATOR).some(({ text }) => text.includes(caseNumberOf(orphan)))).toBe(false);
      for (const day of ['2026-06-05', '2026-06-08']) await place.morning(day);
      const told = place
        .mailsTo(COORDINATOR)
        .map(({ text }) => text)
        .filter((text) => text.includes(caseNumberOf(orphan)));
      expect(told).toHaveLength(1);
      expect(told[0]).toContain(`${caseNumberOf(orphan)}, sans réponse depuis le 01/06/2026`);
      expect(told[0]).not.toMatch(/à risque|critique/);
    }, 60_000);

    it('leave at eight by the clocks of people on both sides of a clock change', async () => {
      // The last working days before, and the first after: Easter Monday and All Saints are none.
      for (const [change, [before, after]] of Object.entries({
        spring: ['2027-03-26', '2027-03-30'],
        autumn: ['2027-10-29', '2027-11-02'],
      })) {
        place.mails.received.length = 0;
        await place.worried(operator, before!, SEEDED.note);
        await place.morning(before!, '07:59');
        expect([change, place.mailsTo(OPERATOR).length]).toEqual([change, 0]);
        await place.morning(before!);
        expect([change, place.mailsTo(OPERATOR).length]).toEqual([change, 1]);
        await place.worried(operator, after!, SEEDED.note);
        await place.morning(after!, '07:59');
        expect([change, place.mailsTo(OPERATOR).length]).toEqual([change, 1]);
        await place.morning(after!);
        expect([change, place.mailsTo(OPERATOR).length]).toEqual([change, 2]);
      }
      expect(place.log.failures).toEqual([]);
    }, 60_000);
  });
}

/** By the owner's hand: what people do is in its own spec (libs/notify). */
async function asOwner(place: DigestPlace, statement: string, values: readonly unknown[]): Promise<void> {
  const owner = new pg.Client({ connectionString: place.log.database.urls.owner });
  await owner.connect();
  await owner.query(statement, [...values]);
  await owner.end();
}
