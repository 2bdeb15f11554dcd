import { ApiPropertyOptional, ApiProperty } from '@nestjs/swagger';
import { IsInt, Max, Min } from 'class-validator';
import {
  checkedField,
  CodeField,
  CommandAnswer,
  DayField,
  NestedField,
  OneOfField,
  TextField,
  TimeField,
} from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';
import { MAX_NOTE } from '../../alerts/alert.decider.js';
import { OUTCOMES, type Outcome } from '../../alerts/alert.events.js';

/** More alerts of one parcours than anybody will see. */
const MOST = 1_000_000;

/** Which alert of its parcours: the one that the caller has in front of them. */
export class AlertForm {
  @checkedField(
    { type: 'integer', minimum: 1, maximum: MOST, description: '`n` of the alert' },
    IsInt(),
    Min(1),
    Max(MOST),
  )
  n!: number;
}

export class SnoozeForm extends AlertForm {
  @DayField({ description: 'First day on which it is shown again' })
  until!: CivilDate;
}

/** The contact that answers an alert: with the person herself. */
export class ReconnectionForm {
  @CodeField('contact-channels')
  channel!: string;

  @DayField({ description: 'When it happened' })
  occurredOn!: CivilDate;

  @TimeField({ optional: true })
  time?: string;

  @CodeField('contact-outcomes', { optional: true })
  outcome?: string;

  @TextField(MAX_NOTE, { optional: true })
  note?: string;
}

export class AlertClosingForm extends AlertForm {
  @OneOfField(OUTCOMES)
  outcome!: Outcome;

  @TextField(MAX_NOTE, { optional: true })
  note?: string;

  @NestedField(() => ReconnectionForm, {
    optional: true,
    description:
      'Of `reconnected`: logged in the same gesture; needed unless one is on record since the alert was raised',
  })
  contact?: ReconnectionForm;
}

export class ProposedStep {
  @ApiProperty({ enum: ['exits'] })
  step!: 'exits';

  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({
    enum: ['abandonment'],
    description: 'Nomenclature exit-reasons, to be confirmed by whoever records it',
  })
  reason!: 'abandonment';
}

export class ClosingAnswer extends CommandAnswer {
  @ApiPropertyOptional({ type: CommandAnswer, description: 'The contact that was logged' })
  contact?: CommandAnswer;

  @ApiPropertyOptional({ type: ProposedStep, description: 'Of `lost`: what the referent is now asked to confirm' })
  proposes?: ProposedStep;
}
