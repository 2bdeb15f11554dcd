import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Writable } from 'node:stream';
import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsString, MaxLength, Min, ValidateNested } from 'class-validator';
import type { FastifyInstance } from 'fastify';
import { DomainError, type ErrorKind } from '@jalons/kernel';
import { HealthController } from '../health/health.controller.js';
import { createLogger } from '../logging/create-logger.js';
import { PageQuery } from '../paging/page.js';
import { accepted } from '../position/accepted.js';
import { POSITION_HEADER, PROJECTION_PROGRESS, REACHED_HEADER, ReadsFrom } from '../position/position-wait.js';
import { registeredRoutes } from '../routes/registered-routes.js';
import { UuidPipe } from '../validation/parse-uuid.pipe.js';
import { createHttpApp } from './create-http-app.js';

const POSITION = '0000000000000000042';

class Child {
  @ApiProperty()
  @IsString()
  @MaxLength(5)
  label!: string;
}

class Form {
  @ApiProperty()
  @IsInt()
  @Min(3)
  count!: number;

  @ApiProperty({ type: [Child] })
  @ValidateNested({ each: true })
  @Type(() => Child)
  @ArrayMaxSize(2)
  children!: Child[];
}

@Controller('samples')
class SampleController {
  @Post()
  take(@Body() form: Form): unknown {
    return accepted({ position: POSITION, revision: 7 }, { count: form.count });
  }

  @Get('fail/:kind')
  fail(@Param('kind') kind: string): never {
    if (kind === 'bug') throw new TypeError('Amandine Durand');
    if (kind === 'postgres') {
      throw Object.assign(new Error('duplicate key'), { code: '23505', detail: 'Key (name)=(Durand) already exists' });
    }
    if (kind === 'away') throw Object.assign(new Error('terminating'), { code: '57P01' });
    throw new DomainError(kind as ErrorKind, 'sample', 'Une phrase.', [{ field: '/a', code: 'b', message: 'c' }]);
  }

  @Get('list')
  @ReadsFrom('sampleView')
  list(@Query() query: PageQuery): unknown {
    return { limit: query.limit };
  }

  @Get('one/:id')
  one(@Param('id', UuidPipe) id: string): unknown {
    return { id };
  }
}

const progress = {
  asked: [] as unknown[],
  hasReached: () => true,
  waitFor(...args: unknown[]): Promise<boolean> {
    this.asked.push(args);
    return Promise.resolve(args[1] === POSITION);
  },
};

@Module({
  controllers: [SampleController, HealthController],
  providers: [{ provide: PROJECTION_PROGRESS, useValue: progress }],
})
class SampleModule {}

describe('createHttpApp', () => {
  let app: NestFastifyApplication;
  let lines = '';

  beforeAll(async () => {
    const destination = new Writable({
      write(chunk, _encoding, done) {
        lines += String(chunk);
        done();
      },
    });
    app = await createHttpApp(SampleModule, {
      logger: createLogger({ destination }),
      idSecret: Buffer.alloc(32, 1),
      version: '0.0.0',
      bodyLimit: 2_000,
      rateLimit: { max: 200, windowMs: 60_000 },
    });
    await app.init();
    await (app.getHttpAdapter().getInstance() as unknown as FastifyInstance).ready();
  });

  afterAll(() => app.close());

  const post = (payload: string | object, headers: Record<string, string> = {}) =>
    app.inject({ method: 'POST', url: '/api/v1/samples', payload, headers });

  it.each([
    ['invalid', 422],
    ['not-found', 404],
    ['forbidden', 403],
    ['conflict', 409],
    ['unprocessable', 422],
    ['gone', 410],
    ['unavailable', 503],
  ])('answers a refusal of kind %s with %i', async (kind, status) => {
    const answer = await app.inject(`/api/v1/samples/fail/${kind}`);
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.headers['retry-after']).toBe(status === 503 ? '2' : undefined);
    expect(answer.json()).toMatchObject({
      type: 'urn:jalons:problem:sample',
      status,
      code: 'sample',
      detail: 'Une phrase.',
      errors: [{ pointer: '/a', code: 'b', message: 'c' }],
      requestId: answer.headers['x-request-id'],
    });
  });

  it.each(['bug', 'postgres'])(
    'says nothing of a fault of ours (%s), neither to the caller nor to the log',
    async (kind) => {
      const answer = await app.inject(`/api/v1/samples/fail/${kind}?name=Durand`);
      expect(answer.statusCode).toBe(500);
      expect(answer.json()).toMatchObject({ code: 'internal-error', title: 'Erreur interne' });
      expect(answer.body).not.toMatch(/Durand|duplicate|23505/);
      expect(lines).toContain('create-http-app.spec');
      expect(lines).not.toContain('Durand');
    },
  );

  it('tells a server that is away from a fault', async () => {
    const answer = await app.inject('/api/v1/samples/fail/away');
    expect(answer.statusCode).toBe(503);
    expect(answer.headers['retry-after']).toBe('2');
  });

  it('names every field to mend, nested ones and unknown ones too, in French', async () => {
    const answer = await post({ count: 1, extra: true, children: [{ label: 'a' }, { label: 'too long' }] });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([
      { pointer: '/extra', code: 'whitelist-validation', message: "Ce champ n'est pas connu." },
      { pointer: '/count', code: 'min', message: "Saisissez une valeur d'au moins 3." },
      { pointer: '/children/1/label', code: 'max-length', message: 'Ne dépassez pas 5 caractères.' },
    ]);
  });

  it.each([
    ['a zero byte', '{"count":3,"children":[{"label":"a\\u0000"}]}', '/children/0/label'],
    ['half a character', '{"count":3,"children":[{"label":"\\ud800"}]}', '/children/0/label'],
    ['the name of a field', '{"count":3,"children":[],"\\u0000":1}', ''],
  ])('refuses %s, naming the field', async (_what, payload, pointer) => {
    const answer = await post(payload, { 'content-type': 'application/json' });
    expect(answer.statusCode).toBe(422);
    expect(answer.json().errors).toEqual([expect.objectContaining({ pointer, code: 'unstorable-character' })]);
  });

  it.each([
    ['malformed JSON', 400, '{"count":', 'application/json', 'malformed-request'],
    [
      'a body too large',
      413,
      `{"count":3,"children":[],"x":"${'a'.repeat(3_000)}"}`,
      'application/json',
      'body-too-large',
    ],
    ['another format', 415, '<form/>', 'application/xml', 'unsupported-media-type'],
  ])('answers %s with %i in the same form', async (_what, status, payload, type, code) => {
    const answer = await post(payload, { 'content-type': type });
    expect(answer.statusCode).toBe(status);
    expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
    expect(answer.json()).toMatchObject({ status, code });
    expect(answer.body).not.toMatch(/FST_|Unexpected|JSON\.parse/);
  });

  it('answers an unknown address in the same form, without repeating it', async () => {
    const answer = await app.inject('/api/v1/nobody/Durand');
    expect(answer.statusCode).toBe(404);
    expect(answer.json()).toMatchObject({ code: 'not-found' });
    expect(answer.body).not.toContain('Durand');
  });

  it('answers an id that could not exist like one that does not', async () => {
    expect((await app.inject('/api/v1/samples/one/12')).json()).toMatchObject({ status: 404, code: 'not-found' });
  });

  it('gives a command its position and its revision', async () => {
    const answer = await post({ count: 3, children: [] });
    expect(answer.statusCode).toBe(201);
    expect(answer.json()).toEqual({ count: 3 });
    expect(answer.headers).toMatchObject({ 'jalons-position': POSITION, etag: '"r7"', 'cache-control': 'no-store' });
  });

  it('waits for a position where asked, and says whether it was reached', async () => {
    const read = (position: string) =>
      app.inject({ url: '/api/v1/samples/list', headers: { [POSITION_HEADER]: position } });
    expect((await read(POSITION)).headers[REACHED_HEADER]).toBe('true');
    expect((await read('0000000000000000043')).headers[REACHED_HEADER]).toBe('false');
    expect(progress.asked[0]).toEqual([['sampleView'], POSITION, 2_000]);
    expect((await read('43')).json()).toMatchObject({ status: 400, code: 'position-malformed' });
    expect((await app.inject('/api/v1/samples/list')).headers[REACHED_HEADER]).toBeUndefined();
  });

  it('bounds a page', async () => {
    expect((await app.inject('/api/v1/samples/list?limit=200')).json()).toEqual({ limit: 200 });
    expect((await app.inject('/api/v1/samples/list?limit=201')).json().errors[0].message).toBe('Ne dépassez pas 200.');
  });

  it.each([
    [{ 'sec-fetch-site': 'cross-site' }, 403],
    [{ 'sec-fetch-site': 'same-site' }, 403],
    [{ origin: 'https://elsewhere.example' }, 403],
    [{ origin: 'null' }, 403],
    [{ cookie: '__Host-sid=x' }, 403],
    [{ cookie: '__Host-sid=x', 'sec-fetch-site': 'same-origin' }, 201],
    [{ cookie: '__Host-sid=x', origin: 'http://localhost:80', host: 'localhost:80' }, 201],
    [{}, 201],
  ])('judges where a change comes from: %j gives %i', async (headers, status) => {
    expect((await post({ count: 3, children: [] }, headers)).statusCode).toBe(status);
  });

  it('sends a strict policy with every answer, refusals included, and a new nonce each time', async () => {
    const [first, second] = [await app.inject('/healthz'), await app.inject('/api/v1/nowhere')];
    for (const { headers } of [first, second]) {
      const policy = String(headers['content-security-policy']);
      expect(policy).toMatch(/^default-src 'none';script-src 'self' 'nonce-[0-9a-f]{32}';script-src-attr 'none'/);
      expect(policy).not.toMatch(/unsafe|https?:|\*/);
      expect(headers).toMatchObject({
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'cross-origin-opener-policy': 'same-origin',
      });
      expect(headers['permissions-policy']).toContain('geolocation=()');
    }
    expect(first.headers['content-security-policy']).not.toBe(second.headers['content-security-policy']);
  });

  it('keeps its health outside the API and describes the rest in OpenAPI', async () => {
    expect((await app.inject('/healthz')).json()).toEqual({ status: 'alive' });
    expect((await app.inject('/readyz')).json()).toEqual({ condition: 'ready', parts: {} });
    const description = (await app.inject('/api/v1/openapi.json')).json();
    expect(Object.keys(description.paths)).toContain('/api/v1/samples');
    expect(description.components.schemas.Form.properties.count).toEqual({ type: 'number' });
    expect(registeredRoutes(app).map(({ method, path }) => `${method} ${path}`)).toEqual(
      expect.arrayContaining(['POST /api/v1/samples', 'GET /healthz', 'GET /api/v1/openapi.json']),
    );
  });

  it('logs the pattern of a route, never the address', async () => {
    await app.inject('/api/v1/samples/one/7d444840-9dc0-11d1-b245-5ffdce74fad2?name=Durand');
    const line = lines.split('\n').findLast((each) => each.includes('"msg":"request"'));
    expect(JSON.parse(line ?? '{}')).toMatchObject({ route: '/api/v1/samples/one/:id', status: 200 });
    expect(line).not.toMatch(/7d444840|Durand/);
  });

  it('slows down a caller that asks too often', async () => {
    let last = await app.inject('/api/v1/samples/list');
    for (let i = 0; i < 250 && last.statusCode !== 429; i += 1) last = await app.inject('/api/v1/samples/list');
    expect(last.json()).toMatchObject({ status: 429, code: 'too-many-requests' });
    expect(Number(last.headers['retry-after'])).toBeGreaterThan(0);
    expect((await app.inject('/healthz')).statusCode).toBe(200);
  });
});
