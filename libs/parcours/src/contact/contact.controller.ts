import { Body, Controller, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiTags } from '@nestjs/swagger';
import type { CommandContext } from '@jalons/event-log';
import { answerTo, Command, CommandAnswer, IfMatch, UuidPipe } from '@jalons/http';
import { Policy } from '@jalons/identity';
import { ParcoursSteps } from '../commands/parcours-steps.js';
import { told } from '../forms/step.forms.js';
import { ContactAttemptForm } from './contact.forms.js';

@ApiTags('parcours')
@Policy('operator', 'structure-manager')
@Controller('parcours/:id/steps')
export class ContactController {
  constructor(private readonly steps: ParcoursSteps) {}

  @Post('contact-attempts')
  @ApiCreatedResponse({ type: CommandAnswer })
  async attempt(
    @Param('id', UuidPipe) id: string,
    @Body() form: ContactAttemptForm,
    @Command() context: CommandContext,
    @IfMatch() expected: number | undefined,
  ) {
    const attempt = ({ zone }: { zone: string }) => ({ type: 'AttemptContact', ...told(form, zone) }) as const;
    return answerTo(await this.steps.record(id, attempt, context, expected));
  }
}
