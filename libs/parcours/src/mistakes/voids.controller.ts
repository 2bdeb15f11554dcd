import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { ParcoursVoidForm } from './void.form.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class VoidsController {
  constructor(private readonly steps: ParcoursSteps) {}

  /** A mistake stays in the log and is left out of the state; refused (409) with the list while others depend on it. */
  @Post('voids')
  @ApiCreatedResponse({ type: CommandAnswer })
  async void(
    @Param('id', UuidPipe) id: string,
    @Body() { eventId, why }: ParcoursVoidForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    return answerTo(await this.steps.record(id, () => ({ type: 'VoidEntry', eventId, why }), context, expected));
  }
}
