import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, Req } from '@nestjs/common';
import { ApiAcceptedResponse, ApiCreatedResponse, ApiNoContentResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { CommandContext } from '@jalons/event-log';
import {
  ByteBody,
  Command,
  CommandId,
  fileNameOf,
  PageQuery,
  ReadsFrom,
  TakesBytes,
  UuidPipe,
  type Accepted,
} from '@jalons/http';
import { CurrentScope, Policy, type Scope } from '@jalons/identity';
import { invalidField, type Uuid } from '@jalons/kernel';
import { Spoken, type Language } from '@jalons/territory';
import type { Readable } from 'node:stream';
import { DepositFiles } from '../deposits/deposit-files.js';
import { Deposits } from '../deposits/deposits.js';
import { ImportReader } from './import-reader.js';
import { ImportExamplesPage, ImportsPage, ImportView } from './import-view.dto.js';
import { AskedView, ImportForm, isMapping, PreviewForm, ProfilesView, ReceivedFileView } from './imports.dto.js';
import { actingManager } from './acting-manager.js';

/**
 * Imports of a structure's own files, by its manager (domain.md § 5): files are taken in here, and read by a worker. What
 * an import says of its rows is where they are and what is wrong, never what they hold.
 */
@ApiTags('imports')
@Policy('structure-manager')
@Controller()
export class ImportsController {
  constructor(
    private readonly deposits: Deposits,
    private readonly files: DepositFiles,
    private readonly reader: ImportReader,
  ) {}

  /** The formats that can be read; the first that knows every file is taken where none is asked for. */
  @Get('import-profiles')
  @ApiOkResponse({ type: ProfilesView })
  profiles(@Spoken() language: Language): ProfilesView {
    return this.reader.profiles(language);
  }

  /** The imports of one's structures, the latest first. */
  @ReadsFrom('professionals')
  @Get('imports')
  @ApiOkResponse({ type: ImportsPage })
  page(
    @CurrentScope() { token }: Scope,
    @Query() query: PageQuery,
    @Spoken() language: Language,
  ): Promise<ImportsPage> {
    return this.reader.page(token, query, language);
  }

  @ReadsFrom('professionals')
  @Get('imports/:id')
  @ApiOkResponse({ type: ImportView })
  one(
    @Param('id', UuidPipe) id: string,
    @CurrentScope() scope: Scope,
    @Spoken() language: Language,
    @Req() request: FastifyRequest,
  ): Promise<ImportView | Accepted<ImportView>> {
    return this.reader.one({ scope, request: request.id }, id, language);
  }

  /** What is wrong with its rows, by file and line: as the last preview found it, or as the import met it. */
  @Get('imports/:id/anomalies')
  @ApiOkResponse({ type: ImportExamplesPage })
  anomalies(
    @Param('id', UuidPipe) id: string,
    @CurrentScope() { token }: Scope,
    @Query() query: PageQuery,
  ): Promise<ImportExamplesPage> {
    return this.reader.anomalies(token, id, query);
  }

  @Post('imports')
  @ApiCreatedResponse({ type: AskedView })
  create(
    @Body() { profile, referenceOn }: ImportForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @Req() request: FastifyRequest,
  ): Promise<AskedView> {
    this.reader.assertProfile(profile);
    return this.deposits.create(actingManager(request, scope), context, { profile, referenceOn });
  }

  /** One file as it is; 100 MB at most for all those of an import. */
  @Post('imports/:id/files')
  @TakesBytes()
  @ApiCreatedResponse({ type: ReceivedFileView })
  add(
    @Param('id', UuidPipe) id: string,
    @ByteBody() { stream, announced }: { readonly stream: Readable; readonly announced: number | undefined },
    @CommandId() file: Uuid,
    @CurrentScope() { token }: Scope,
    @Req() request: FastifyRequest,
  ): Promise<ReceivedFileView> {
    return this.files.add(token, id, { id: file, name: fileNameOf(request), announced, body: stream });
  }

  @Delete('imports/:id/files/:file')
  @HttpCode(204)
  @ApiNoContentResponse()
  remove(
    @Param('id', UuidPipe) id: string,
    @Param('file', UuidPipe) file: string,
    @CurrentScope() { token }: Scope,
  ): Promise<void> {
    return this.files.remove(token, id, file);
  }

  /** Everything is read and decided, and nothing is written. */
  @Post('imports/:id/previews')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AskedView })
  preview(
    @Param('id', UuidPipe) id: string,
    @Body() { profile, mapping }: PreviewForm,
    @Command() context: CommandContext,
    @CurrentScope() { token }: Scope,
  ): Promise<AskedView> {
    this.reader.assertProfile(profile);
    const wrong = (mapping ?? []).findIndex(({ columns }) => !isMapping(columns));
    if (wrong !== -1) {
      throw invalidField(
        `/mapping/${wrong}/columns`,
        'invalid-mapping',
        'Choisissez une colonne du fichier pour chacune.',
      );
    }
    return this.deposits.preview(token, id, context, { profile, mapping });
  }

  @Post('imports/:id/runs')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AskedView })
  run(
    @Param('id', UuidPipe) id: string,
    @CommandId() _command: Uuid,
    @CurrentScope() { token }: Scope,
  ): Promise<AskedView> {
    return this.deposits.run(token, id);
  }

  /** Abandons what did not run, with its files; stops what is under way, which may then be undone or taken up again. */
  @Post('imports/:id/cancellation')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AskedView })
  cancel(
    @Param('id', UuidPipe) id: string,
    @CommandId() _command: Uuid,
    @CurrentScope() { token }: Scope,
  ): Promise<AskedView> {
    return this.deposits.cancel(token, id);
  }

  /** Undoes the whole import by compensating events; what others rest on stays, and is listed. */
  @Post('imports/:id/undo')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: AskedView })
  undo(
    @Param('id', UuidPipe) id: string,
    @CommandId() _command: Uuid,
    @CurrentScope() { token }: Scope,
  ): Promise<AskedView> {
    return this.deposits.undo(token, id);
  }
}
