import { once } from 'node:events';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { startTypeScript } from '../support/child-process.js';
import { DigestPlace, FROM, PUBLIC_URL } from '../support/risk/digest-place.js';
import type { SendingPlan } from './digests.child.js';

const OPERATOR = 'operatrice@exemple.example';
const DAY = '2026-02-02';

describe('a worker killed while a digest leaves', () => {
  let place: DigestPlace;

  beforeEach(async () => {
    place = await DigestPlace.open((log) => Promise.resolve({ databaseUrl: log.database.urls.worker }), false);
    const operator = await place.professional('operator', OPERATOR, { structure: place.structure });
    await place.worried(operator, DAY, 'Voix éteinte');
    await place.log.reviewOn(DAY);
  });
  afterEach(() => place.close());

  /** Another worker begins it, is killed once `reached`, and one of ours takes it over. */
  async function takeOver(reached: () => Promise<void>): Promise<void> {
    const plan: SendingPlan = {
      ...{ databaseUrl: place.log.database.urls.worker, now: place.setClock(DAY) },
      idSecret: Buffer.from(place.log.store.idSecret).toString('hex'),
      mail: { smtpUrl: place.mails.url, from: FROM, publicUrl: PUBLIC_URL },
    };
    const child = startTypeScript('test/faults/digests.child.ts', [JSON.stringify(plan)]);
    const exit = once(child, 'exit');
    await reached();
    expect(await place.digestsOn()).toMatchObject([{ state: 'sending', attempts: 1 }]);
    child.kill('SIGKILL');
    await exit;
    await place.start();
    await place.morning(DAY, '08:01', { reviewed: false });
    expect(await place.digestsOn()).toMatchObject([{ state: 'sent', attempts: 2 }]);
    await place.morning(DAY, '09:00', { reviewed: false });
  }

  it('before the server had it: it leaves once', async () => {
    place.mails.plan.push('hang');
    await takeOver(() => place.mails.untilAsked(1));
    expect(place.mailsTo(OPERATOR)).toHaveLength(1);
  }, 240_000);

  it('between the server and the note of it: it leaves again, under the same Message-ID, and no third time', async () => {
    place.mails.plan.push('hold');
    await takeOver(() => place.mails.until(1));
    const [first, second, ...more] = place.mailsTo(OPERATOR);
    expect(more).toEqual([]);
    expect(second!.headers.get('message-id')).toBe(first!.headers.get('message-id'));
    expect(second!.text.replace(/desabonnement\S+/, '')).toBe(first!.text.replace(/desabonnement\S+/, ''));
  }, 240_000);
});
