import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiAcceptedResponse, ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { PageQuery, UuidPipe } from '@jalons/http';
import { CurrentScope, Policy, type Scope } from '@jalons/identity';
import { ErasureForm, ErasuresPage, ErasureView, erasureView } from './erasures.dto.js';
import { Erasures } from './erasures.js';

/** Erasing people: asked for by the dpo, carried out by a worker. */
@ApiTags('privacy')
@Policy('dpo')
@Controller()
export class ErasuresController {
  constructor(private readonly erasures: Erasures) {}

  /** Everything of hers, and of the records merged with her, is destroyed for good; a worker does it from now on. */
  @Post('beneficiaries/:id/erasure')
  @HttpCode(202)
  @ApiAcceptedResponse({ type: ErasureView })
  async request(
    @Param('id', UuidPipe) id: string,
    @Body() { reason }: ErasureForm,
    @CurrentScope() { token }: Scope,
  ): Promise<ErasureView> {
    return erasureView(await this.erasures.request(id, reason, token));
  }

  /** The erasures asked for, the latest first, with how far each has come. */
  @Get('erasures')
  @ApiOkResponse({ type: ErasuresPage })
  async page(@CurrentScope() { token }: Scope, @Query() { limit, cursor }: PageQuery): Promise<ErasuresPage> {
    const { items, ...more } = await this.erasures.page(token, limit, cursor);
    return { items: items.map(erasureView), ...more };
  }
}
