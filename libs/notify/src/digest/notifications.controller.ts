import { Body, Controller, Get, Put } from '@nestjs/common';
import { ApiOkResponse, ApiTags } from '@nestjs/swagger';
import { CurrentScope, SignedIn, type Scope } from '@jalons/identity';
import { NotificationChoice } from './digest.dto.js';
import { DigestSettings } from './digest-settings.js';

/** How the caller wants to be told of what waits, beside the product itself. */
@ApiTags('notifications')
@SignedIn()
@Controller('me/notifications')
export class NotificationsController {
  constructor(private readonly settings: DigestSettings) {}

  @Get()
  @ApiOkResponse({ type: NotificationChoice })
  async mine(@CurrentScope() { token }: Scope): Promise<NotificationChoice> {
    return { digest: await this.settings.mine(token) };
  }

  @Put()
  @ApiOkResponse({ type: NotificationChoice })
  async choose(@Body() { digest }: NotificationChoice, @CurrentScope() { token }: Scope): Promise<NotificationChoice> {
    await this.settings.choose(token, digest);
    return { digest };
  }
}
