import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { DigestSettings } from './digest-settings.js';
import { UNSUBSCRIBE_PATH, UnsubscribeLinks } from './unsubscribe-link.js';
import { unsubscribePage, type UnsubscribeStep } from './unsubscribe-page.js';

/** Bytes of a form that says nothing. */
const BODY_LIMIT = 16 * 1024;

interface Held {
  readonly Params: { readonly token: string };
}

/**
 * One click stops digests (RFC 8058), without signing in. A mail box posts by itself, as multipart or urlencoded, and
 * whatever it says means the same; a person gets a page and a button, since programs that look at mails follow links.
 * Routes of their own, beside the controllers: nothing else takes such bodies.
 */
@Injectable()
export class UnsubscribeRoutes implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost,
    private readonly links: UnsubscribeLinks,
    private readonly settings: DigestSettings,
  ) {}

  async onModuleInit(): Promise<void> {
    const fastify = this.host.httpAdapter.getInstance<FastifyInstance>();
    await fastify.register((scope, _options, done) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', { bodyLimit: BODY_LIMIT, parseAs: 'buffer' }, (_request, _body, parsed) =>
        parsed(null),
      );
      scope.get<Held>(`${UNSUBSCRIBE_PATH}/:token`, (request, reply) => {
        const known = this.links.open(request.params.token) !== null;
        return send(reply, known ? 'ask' : 'unknown');
      });
      scope.post<Held>(`${UNSUBSCRIBE_PATH}/:token`, async (request, reply) => {
        const professional = this.links.open(request.params.token);
        if (professional === null) return send(reply, 'unknown');
        await this.settings.stop(professional);
        return send(reply, 'done');
      });
      done();
    });
  }
}

function send(reply: FastifyReply, step: UnsubscribeStep): FastifyReply {
  return (
    reply
      .code(step === 'unknown' ? 404 : 200)
      .header('content-type', 'text/html; charset=utf-8')
      .header('cache-control', 'no-store')
      // Under no-referrer a browser posts the form of this page as if it came from nowhere.
      .header('referrer-policy', 'same-origin')
      .send(unsubscribePage(step))
  );
}
