import { ApiProperty } from '@nestjs/swagger';
import { CodeField, CommandAnswer, NestedField } from '@jalons/http';
import { EntrySituationForm } from '../entry/entry.forms.js';
import { StepForm } from '../forms/step.forms.js';

export class OpeningForm extends StepForm {
  @CodeField('entry-channels')
  entryChannel!: string;

  @NestedField(() => EntrySituationForm, { optional: true })
  entrySituation?: EntrySituationForm;
}

export class OpenedView extends CommandAnswer {
  // Said again: what the description of the answer it extends leaves open is inherited.
  @ApiProperty({ format: 'uuid', description: 'The parcours', required: true })
  override id!: string;
}
