import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { request } from 'node:http';
import { Controller, HttpCode, Module, Post, Req } from '@nestjs/common';
import { keepsSecureCookies } from '@jalons/http';
import type { FastifyRequest } from 'fastify';
import { readConfiguration } from '../configuration/configuration.js';
import { listen, type Listening } from './listen.js';

@Controller('changes')
class ChangesController {
  @Post()
  @HttpCode(200)
  take(@Req() asked: FastifyRequest): unknown {
    return { ip: asked.ip, keeps: keepsSecureCookies(asked) };
  }
}

@Module({ controllers: [ChangesController] })
class ChangesModule {}

/** What a proxy with TLS sends on, from the page of `https://jalons.example` that a browser at 203.0.113.9 shows. */
const PASSED_ON = {
  origin: 'https://jalons.example',
  'sec-fetch-site': 'same-origin',
  cookie: '__Host-sid=x',
  'x-forwarded-for': '203.0.113.9',
  'x-forwarded-proto': 'https',
};

describe('a process behind a proxy with TLS', () => {
  const opened: Listening[] = [];
  const of = async (settings: Record<string, string>) => {
    const configuration = readConfiguration({ PORT: '0', LOG_LEVEL: 'fatal', ...settings });
    const listening = await listen({ module: ChangesModule }, configuration, {
      ...{ idSecret: Buffer.alloc(32, 1), pages: false },
    });
    opened.push(listening);
    return listening.address;
  };
  const post = (address: string, headers: Record<string, string>) =>
    new Promise<{ status: number; body: unknown }>((resolve, reject) => {
      const { port } = new URL(address);
      const asked = request({ method: 'POST', host: '127.0.0.1', port, path: '/api/v1/changes', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8').on('data', (part: string) => (text += part));
        answer.on('end', () => resolve({ status: answer.statusCode!, body: JSON.parse(text) as unknown }));
      });
      asked.on('error', reject).end();
    });
  let trusting: string;
  let elsewhere: string;
  let named: string;

  beforeAll(async () => {
    trusting = await of({ TRUSTED_PROXIES: '10.9.9.9,127.0.0.0/8' });
    elsewhere = await of({ TRUSTED_PROXIES: '10.9.9.9' });
    named = await of({ PUBLIC_URL: 'https://jalons.example/' });
  });

  afterAll(async () => {
    for (const each of opened) await each.close();
  });

  it.each([
    ['keeps the name', { host: 'jalons.example' }],
    ['hands the name on', { host: 'api:3000', 'x-forwarded-host': 'jalons.example' }],
  ])('takes its word for who asks, and from where: it %s', async (_how, name) => {
    const answer = await post(trusting, { ...PASSED_ON, ...name });
    expect(answer).toEqual({ status: 200, body: { ip: '203.0.113.9', keeps: true } });
  });

  it('believes the nearest address that is not a proxy, not what the caller wrote before it', async () => {
    const headers = { ...PASSED_ON, host: 'jalons.example', 'x-forwarded-for': '198.51.100.1, 203.0.113.9' };
    expect((await post(trusting, headers)).body).toMatchObject({ ip: '203.0.113.9' });
  });

  it('believes nobody else', async () => {
    const headers = { ...PASSED_ON, host: 'api:3000', 'x-forwarded-host': 'jalons.example' };
    expect(await post(elsewhere, headers)).toMatchObject({ status: 403, body: { code: 'cross-site-request' } });
    const { origin: _page, ...noPage } = headers;
    const answer = await post(elsewhere, noPage);
    expect(answer).toEqual({ status: 200, body: { ip: '127.0.0.1', keeps: false } });
  });

  it('knows its own pages by the public address alone, however the proxy names things', async () => {
    for (const host of ['jalons.example', 'api:3000']) {
      const answer = await post(named, { ...PASSED_ON, host });
      expect(answer).toEqual({ status: 200, body: { ip: '127.0.0.1', keeps: true } });
    }
    for (const origin of ['https://other.example', 'http://jalons.example', 'https://jalons.example:444', 'null']) {
      expect(await post(named, { ...PASSED_ON, origin, host: 'api:3000' })).toMatchObject({ status: 403 });
    }
  });
});
