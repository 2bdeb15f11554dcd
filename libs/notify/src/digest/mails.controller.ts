import { Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { UuidPipe } from '@jalons/http';
import { CurrentScope, Policy, type Scope } from '@jalons/identity';
import { MailsState } from './digest.dto.js';
import { DigestSettings } from './digest-settings.js';

/** Whether mail leaves, and what did not. */
@ApiTags('administration')
@Policy('admin')
@Controller('mails')
export class MailsController {
  constructor(private readonly settings: DigestSettings) {}

  @Get()
  @ApiOkResponse({ type: MailsState })
  state(@CurrentScope() { token }: Scope): Promise<MailsState> {
    return this.settings.state(token);
  }

  /** Tries a failed one again, within the minute. */
  @Post(':id/retries')
  @HttpCode(204)
  retry(@Param('id', UuidPipe) id: string, @CurrentScope() { token }: Scope): Promise<void> {
    return this.settings.retry(token, id);
  }
}
