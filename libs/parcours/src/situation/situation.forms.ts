import { CodeField, CodesField, IdField, YesNoField } from '@jalons/http';
import { FreelyDatedForm, StepForm } from '../forms/step.forms.js';

export class AssessmentForm extends FreelyDatedForm {
  @CodeField('assessment-kinds')
  kind!: string;

  @CodesField('needs', { optional: true, description: 'What is a wish rather than a barrier' })
  needs: readonly string[] = [];
}

export class BarrierForm extends FreelyDatedForm {
  @CodeField('barriers')
  theme!: string;

  @YesNoField()
  blocking!: boolean;
}

export class BarrierLiftForm extends FreelyDatedForm {
  @IdField({ description: 'The entry that identified it' })
  barrier!: string;
}

export class ConfirmationForm extends StepForm {}
