import { IntersectionType } from '@nestjs/swagger';
import type { CivilDate } from '@jalons/kernel';
import { CodeField, CodesField, DayField, OneOfField, YesNoField } from '@jalons/http';
import { StepForm } from '../forms/step.forms.js';
import { ENTRY_SITUATIONS } from './entry.events.js';

/** The situation at entry; what was not asked is said to be unknown. */
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

export class EntrySituationStepForm extends IntersectionType(StepForm, EntrySituationForm) {}
