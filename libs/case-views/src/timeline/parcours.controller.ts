import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { etagOf, ReadsFrom, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import type { FastifyReply } from 'fastify';
import { CurrentReader, type Reader } from '../access/reader.js';
import { NAMED_IN } from '../names/directory-names.js';
import { Identities } from '../persons/identities.js';
import { IdentityView } from '../persons/identities.dto.js';
import { ParcoursDocument } from './parcours.dto.js';
import { ParcoursViews } from './parcours-views.js';

/** One parcours: its timeline across the structures that share it, and apart, who the person is. */
@ApiTags('parcours')
@Controller('parcours')
export class ParcoursController {
  constructor(
    private readonly views: ParcoursViews,
    private readonly identities: Identities,
  ) {}

  /** The ETag is the revision of the stream, to be named in If-Match by the next command. */
  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get(':id')
  @ApiOkResponse({ type: ParcoursDocument })
  async view(
    @Param('id', UuidPipe) id: string,
    @CurrentReader() reader: Reader,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ParcoursDocument> {
    const view = await this.views.view(reader, id);
    reply.header('etag', etagOf(view.revision));
    return view;
  }

  @Policy('operator', 'structure-manager', 'coordinator')
  @ReadsFrom('case-views', ...NAMED_IN)
  @Get(':id/identity')
  @ApiOkResponse({ type: IdentityView })
  identity(@Param('id', UuidPipe) id: string, @CurrentReader() reader: Reader): Promise<IdentityView> {
    return this.identities.ofParcours(reader, id);
  }
}
