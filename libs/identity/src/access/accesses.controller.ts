import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentScope } from '../scope/current-scope.decorator.js';
import { Policy } from '../scope/policy.decorator.js';
import type { Scope } from '../scope/scope.js';
import { AccessesPage, AccessesQuery } from './accesses.dto.js';
import { Accesses } from './accesses.js';

/** The access journal, for the dpo (security.md § 1 and § 4). */
@ApiTags('privacy')
@Policy('dpo')
@Controller('accesses')
export class AccessesController {
  constructor(private readonly accesses: Accesses) {}

  /** Who saw whom, what, when and why, the latest first. */
  @Get()
  @ApiOkResponse({ type: AccessesPage })
  page(@CurrentScope() scope: Scope, @Query() { limit, cursor, ...asked }: AccessesQuery): Promise<AccessesPage> {
    return this.accesses.page(scope, asked, limit, cursor);
  }
}
