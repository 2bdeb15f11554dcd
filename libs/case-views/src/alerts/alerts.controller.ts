import { Controller, Get, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { etagOf, PageQuery, ReadsFrom, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { Spoken, type Language } from '@jalons/territory';
import type { FastifyReply } from 'fastify';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { AlertList } from './alert-list.js';
import {
  AlertCountsView,
  AlertPageView,
  AlertQuery,
  AlertsQuery,
  AlertView,
  EscalationPageView,
} from './alerts.dto.js';
import { EscalationList } from './escalation-list.js';

/** Alerts (risk.md § 3): the inbox of those who follow people; for a coordinator, what nobody looked at in time. */
@ApiTags('alerts')
@Controller('alerts')
export class AlertsController {
  constructor(
    private readonly alerts: AlertList,
    private readonly escalations: EscalationList,
  ) {}

  @Policy('operator', 'structure-manager')
  @ReadsFrom('risk', 'case-views', ...NAMED_IN)
  @Get()
  @ApiOkResponse({ type: AlertPageView })
  list(
    @CurrentReader() reader: Reader,
    @Query() query: AlertsQuery,
    @Spoken() language: Language,
  ): Promise<AlertPageView> {
    return this.alerts.page(reader, query, language);
  }

  @Policy('operator', 'structure-manager')
  @ReadsFrom('risk')
  @Get('counts')
  @ApiOkResponse({ type: AlertCountsView })
  counts(@CurrentReader() reader: Reader): Promise<AlertCountsView> {
    return this.alerts.counts(reader);
  }

  /** By case number: neither who it is nor why. */
  @Policy('coordinator')
  @ReadsFrom('risk', ...NAMED_IN)
  @Get('escalations')
  @ApiOkResponse({ type: EscalationPageView })
  escalated(@CurrentReader() reader: Reader, @Query() { limit, cursor }: PageQuery): Promise<EscalationPageView> {
    return this.escalations.page(reader, limit, cursor);
  }

  /** The ETag is the revision of the alerts of the parcours, to be named in If-Match by the next command. */
  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('risk', 'case-views', ...NAMED_IN)
  @Get(':id')
  @ApiOkResponse({ type: AlertView })
  async one(
    @Param('id', UuidPipe) id: string,
    @Query() { n }: AlertQuery,
    @CurrentReader() reader: Reader,
    @Spoken() language: Language,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AlertView> {
    const alert = await this.alerts.one(reader, id, n, language);
    reply.header('etag', etagOf(alert.revision));
    return alert;
  }
}
