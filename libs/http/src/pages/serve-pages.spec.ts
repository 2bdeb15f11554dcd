import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createHttpApp } from '../app/create-http-app.js';
import { HealthController } from '../health/health.controller.js';
import { createLogger } from '../logging/create-logger.js';
import { servePages } from './serve-pages.js';

@Module({ controllers: [HealthController] })
class SpecModule {}

const PAGE = '<!doctype html><meta property="csp-nonce" nonce="__CSP_NONCE__" />';

describe('servePages', () => {
  let folder: string;
  let app: NestFastifyApplication;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'jalons-pages-'));
    mkdirSync(join(folder, 'assets'));
    writeFileSync(join(folder, 'index.html'), PAGE);
    writeFileSync(join(folder, 'theme.js'), 'theme()');
    writeFileSync(join(folder, 'assets', 'app-1a2b.js'), 'app()');
    writeFileSync(join(folder, 'assets', 'app-1a2b.js.br'), brotliCompressSync('app()'));
    app = await createHttpApp(SpecModule, {
      logger: createLogger({ level: 'silent' }),
      idSecret: Buffer.alloc(32),
      version: '0.0.0',
    });
    expect(await servePages(app, folder)).toBe(true);
    await app.init();
  });

  afterAll(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const get = (url: string, headers = {}) => app.inject({ method: 'GET', url, headers });
  const html = { accept: 'text/html,*/*' };

  it('answers any address with the page, under a nonce of its own', async () => {
    const [first, second] = [await get('/parcours/12', html), await get('/', html)];
    const nonce = /nonce="([\w+/=]+)"/.exec(first.body)![1]!;
    expect(first.statusCode).toBe(200);
    expect(first.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    expect(first.headers['cache-control']).toBe('no-store');
    expect(second.body).not.toContain(nonce);
  });

  it('lets hashed assets be kept, compressed as the build left them', async () => {
    const plain = await get('/assets/app-1a2b.js');
    expect(plain.body).toBe('app()');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const compressed = await get('/assets/app-1a2b.js', { 'accept-encoding': 'br' });
    expect(compressed.headers['content-encoding']).toBe('br');
    expect((await get('/theme.js')).headers['cache-control']).toContain('max-age=0');
  });

  it.each(['/assets/missing.js', '/missing.png', '/api/v1/missing', '/assets/..%2f..%2fetc%2fpasswd', '/..%2fsecrets'])(
    'has nothing at %s',
    async (url) => {
      const answer = await get(url);
      expect(answer.statusCode).toBe(404);
      expect(answer.headers['content-type']).toContain('application/problem+json');
    },
  );

  it('does not stand in front of the API, nor answer it with a page', async () => {
    expect((await get('/healthz', html)).json()).toEqual({ status: 'alive' });
    expect((await get('/api/v1/missing', html)).statusCode).toBe(404);
  });

  it('serves nothing where nothing was built', async () => {
    expect(await servePages(app, join(folder, 'nowhere'))).toBe(false);
  });
});
