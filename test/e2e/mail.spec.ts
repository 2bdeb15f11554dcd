import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { MailServer } from '../support/mail/mail-server.js';
import { RunningProduct } from './running-product.js';

const MINUTE = 60_000;

const parent = mkdtempSync(join(tmpdir(), 'jalons-mail-'));
let server: MailServer;
let product: RunningProduct;

beforeAll(async () => {
  server = await MailServer.start();
  product = new RunningProduct(join(parent, 'data'), {
    ...{ SMTP_URL: server.url, MAIL_FROM: 'jalons@exemple.example', PUBLIC_URL: 'https://jalons.exemple.example' },
  });
}, MINUTE);

afterAll(async () => {
  await product?.kill('SIGTERM');
  await server?.close();
  rmSync(parent, { recursive: true, force: true, maxRetries: 20 });
}, MINUTE);

it(
  'a product with a mail server starts with all its queues, and says so to its admin',
  async () => {
    const { origin } = new URL(await product.address());
    const token = await product.printed(/lien#(\S+)/);
    const redeemed = await fetch(`${origin}/api/v1/auth/links/redeem`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token, login: 'premiere@exemple.example', password: 'sept chevaux agrafent la pluie' }),
    });
    const cookie = redeemed.headers.getSetCookie()[0]!.split(';')[0]!;
    const state = await fetch(`${origin}/api/v1/mails`, { headers: { cookie } });
    expect(await state.json()).toEqual({ enabled: true, waiting: 0, lastSentAt: null, failed: [] });
  },
  3 * MINUTE,
);
