import { Body, Controller, Delete, Get, HttpCode, Param, Post, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '@jalons/event-log';
import { actorOf, Command, ReadsFrom, UuidPipe } from '@jalons/http';
import { CurrentReader, CurrentScope, holds, Policy, type Reader, type Scope } from '@jalons/identity';
import { DomainError } from '@jalons/kernel';
import { VersionPipe } from '../../http/rules/version.pipe.js';
import { RISK_PROJECTION } from '../../read/risk.projection.js';
import { BackTestAskedView, BackTestForm, BackTestRunList, BackTestRunView, MissedCaseList } from './back-tests.dto.js';
import { BackTests, type Coordinator } from './back-tests.js';

/** Back-tests of the rules of a territory, by its coordinator (risk.md § 4): asked for here, carried out by a worker. */
@ApiTags('risk')
@Policy('coordinator')
@Controller('rule-sets/:version/back-tests')
export class BackTestsController {
  constructor(private readonly backTests: BackTests) {}

  /** Over the whole history up to now; what it finds stands in the log once it is done. */
  @Post()
  @HttpCode(202)
  @ApiAcceptedResponse({ type: BackTestAskedView })
  async ask(
    @Param('version', VersionPipe) version: number,
    @Body() form: BackTestForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @Req() request: FastifyRequest,
  ): Promise<BackTestAskedView> {
    return { id: await this.backTests.ask(coordinatorOf(request, scope), version, context, form) };
  }

  /** The latest first. */
  @Get()
  @ApiOkResponse({ type: BackTestRunList })
  async list(
    @Param('version', VersionPipe) version: number,
    @CurrentScope() scope: Scope,
    @Req() request: FastifyRequest,
  ): Promise<BackTestRunList> {
    return { items: await this.backTests.list(coordinatorOf(request, scope), version) };
  }

  @Get(':run')
  @ApiOkResponse({ type: BackTestRunView })
  one(
    @Param('version', VersionPipe) version: number,
    @Param('run', UuidPipe) run: string,
    @CurrentScope() scope: Scope,
    @Req() request: FastifyRequest,
  ): Promise<BackTestRunView> {
    return this.backTests.one(coordinatorOf(request, scope), version, run);
  }

  /** Exits for abandonment that no flag foresaw, by case number: who they are is asked for elsewhere. */
  @Get(':run/missed-cases')
  @ReadsFrom(RISK_PROJECTION)
  @ApiOkResponse({ type: MissedCaseList })
  async missed(
    @Param('version', VersionPipe) version: number,
    @Param('run', UuidPipe) run: string,
    @CurrentReader() reader: Reader,
    @Req() request: FastifyRequest,
  ): Promise<MissedCaseList> {
    return { items: await this.backTests.missed(reader, coordinatorOf(request, reader.scope), version, run) };
  }

  /** Stops it where it is under way; nothing of it is left. */
  @Delete(':run')
  @HttpCode(204)
  @ApiNoContentResponse()
  cancel(
    @Param('version', VersionPipe) version: number,
    @Param('run', UuidPipe) run: string,
    @CurrentScope() scope: Scope,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.backTests.cancel(coordinatorOf(request, scope), version, run);
  }
}

/** @throws DomainError where several territories are hers and none is named */
function coordinatorOf(request: FastifyRequest, scope: Scope): Coordinator {
  const { territory } = actorOf(request) ?? {};
  if (territory !== undefined && holds(scope, 'coordinator', { territory })) {
    return { token: scope.token, professional: scope.professional, territory };
  }
  throw new DomainError('unprocessable', 'territory-needed', 'Indiquez le territoire que vous coordonnez.');
}
