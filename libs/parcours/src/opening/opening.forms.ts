import { ApiProperty } from '@nestjs/swagger';
import { CommandAnswer } from '@jalons/http';
import type { CivilDate } from '@jalons/kernel';
import { ENTRY_SITUATIONS } from '../entry/entry.events.js';
import { CodeField, CodesField, DayField, NestedField, OneOfField, YesNoField } from '../forms/fields.js';
import { StepForm } from '../forms/step.forms.js';

export class EntrySituationForm {
  @OneOfField(ENTRY_SITUATIONS)
  situation!: (typeof ENTRY_SITUATIONS)[number];

  @DayField({ optional: true })
  since?: CivilDate;

  @YesNoField({ optional: true })
  registeredWithFranceTravail?: boolean;

  @CodesField('benefits', { optional: true })
  benefits: readonly string[] = [];

  @CodeField('education-levels', { optional: true })
  education: string = 'unknown';

  @CodeField('households', { optional: true })
  household: string = 'unknown';
}

export class OpeningForm extends StepForm {
  @CodeField('entry-channels')
  entryChannel!: string;

  @NestedField(() => EntrySituationForm, { optional: true })
  entrySituation?: EntrySituationForm;
}

export class OpenedView extends CommandAnswer {
  @ApiProperty({ format: 'uuid', description: 'The parcours' })
  override id!: string;
}
