import { CodeField, IdField, TextField } from '@jalons/http';
import { StepForm } from '../forms/step.forms.js';
import { MAX_LABEL } from '../steps/field-checks.js';

export class ReferentForm extends StepForm {
  @IdField({ description: 'Holds a mandate in the structure' })
  professional!: string;

  @IdField({ optional: true, description: 'Takes part in the parcours; that of the caller by default' })
  structure?: string;
}

export class ReferentReleaseForm extends StepForm {
  @IdField({ description: 'The entry that assigned the referent' })
  assignment!: string;
}

export class JoiningForm extends StepForm {
  @IdField({ description: 'Sits on the comité technique local' })
  structure!: string;

  @TextField(MAX_LABEL, { description: 'What it does in the parcours, in its own words' })
  role!: string;

  @CodeField('support-kinds')
  supportKind!: string;
}

export class DepartureForm extends StepForm {
  @IdField({ description: 'The entry by which it joined, or the opening for the structure that opened' })
  membership!: string;

  @CodeField('leaving-reasons')
  reason!: string;
}
