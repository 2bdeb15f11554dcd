import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import { instanceToPlain } from 'class-transformer';
import type { CommandContext, CommandResult } from '@jalons/event-log';
import { accepted, answerTo, Command, CommandAnswer, IfMatch, UuidPipe } from '@jalons/http';
import { CurrentScope, Policy, type Scope } from '@jalons/identity';
import { AlertDesk, type Closing } from './alert-desk.js';
import { AlertForm, ClosingAnswer, AlertClosingForm, SnoozeForm } from './alerts.forms.js';

/** What people do with alerts (risk.md § 3). If-Match names the revision of the alerts of the parcours. */
@ApiTags('alerts')
@Policy('operator', 'structure-manager')
@Controller('alerts/:id')
export class AlertCommandsController {
  constructor(private readonly desk: AlertDesk) {}

  /** Nothing is stored where somebody has seen it already. */
  @Post('seen')
  @ApiCreatedResponse({ type: CommandAnswer })
  see(
    @Param('id', UuidPipe) alert: string,
    @Body() { n }: AlertForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @IfMatch() expected: number | undefined,
  ) {
    return this.answer({ scope, alert, context, expected }, { type: 'SeeAlert', n });
  }

  @Post('take-in-charge')
  @ApiCreatedResponse({ type: CommandAnswer })
  takeInCharge(
    @Param('id', UuidPipe) alert: string,
    @Body() { n }: AlertForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @IfMatch() expected: number | undefined,
  ) {
    return this.answer({ scope, alert, context, expected }, { type: 'TakeAlertInCharge', n });
  }

  @Post('snooze')
  @ApiCreatedResponse({ type: CommandAnswer })
  snooze(
    @Param('id', UuidPipe) alert: string,
    @Body() { n, until }: SnoozeForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @IfMatch() expected: number | undefined,
  ) {
    return this.answer({ scope, alert, context, expected }, { type: 'SnoozeAlert', n, until });
  }

  /** With what became of it; « reconnected » logs the contact too, « lost » says which step to confirm next. */
  @Post('close')
  @ApiCreatedResponse({ type: ClosingAnswer })
  async close(
    @Param('id', UuidPipe) alert: string,
    @Body() form: AlertClosingForm,
    @Command() context: CommandContext,
    @CurrentScope() scope: Scope,
    @IfMatch() expected: number | undefined,
  ) {
    const closing = instanceToPlain(form) as Closing;
    const { parcours, alert: closed, contact } = await this.desk.close({ scope, alert, context, expected }, closing);
    const last = contact !== null && contact.position > closed.position ? contact.position : closed.position;
    return accepted({ position: last, revision: closed.revision }, {
      ...bodyOf(closed),
      position: last,
      ...(contact !== null && { contact: bodyOf(contact) }),
      ...(closing.outcome === 'lost' && {
        proposes: { step: 'exits', parcoursId: parcours, reason: 'abandonment' } as const,
      }),
    } satisfies ClosingAnswer);
  }

  private async answer(request: Parameters<AlertDesk['run']>[0], command: Parameters<AlertDesk['run']>[1]) {
    return answerTo(await this.desk.run(request, command));
  }
}

function bodyOf(result: CommandResult): CommandAnswer {
  return answerTo(result).body;
}
