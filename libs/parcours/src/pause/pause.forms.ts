import { OmitType } from '@nestjs/swagger';
import type { CivilDate } from '@jalons/kernel';
import { CodeField, DayField, IdField, TextField } from '@jalons/http';
import { StepForm } from '../forms/step.forms.js';
import { MAX_TEXT } from '../steps/field-checks.js';

export class PauseForm extends StepForm {
  @CodeField('pause-reasons')
  reason!: string;

  @DayField({ description: 'Last day of the pause' })
  until!: CivilDate;
}

export class PauseLiftForm extends StepForm {
  @IdField()
  pause!: string;
}

/** A worry says which: its note is not left out. */
export class ConcernForm extends OmitType(StepForm, ['note'] as const) {
  @TextField(MAX_TEXT, { description: 'What worries the professional' })
  note!: string;
}

export class ConcernLiftForm extends StepForm {
  @IdField()
  concern!: string;
}
