import { CodeField, IdField } from '@jalons/http';
import { StepForm } from '../forms/step.forms.js';
import { AnswerForm, ClosingForm, DeclineForm, LapseForm } from '../orientation/orientation.forms.js';

const ORIENTATION = { description: 'The entry that proposed it' };

/** The opening as a correction says it anew; whose it is and where it began stay. */
export class OpeningEntryForm extends StepForm {
  @CodeField('entry-channels')
  entryChannel!: string;
}

export class AnswerEntryForm extends AnswerForm {
  @IdField(ORIENTATION)
  orientation!: string;
}

export class DeclineEntryForm extends DeclineForm {
  @IdField(ORIENTATION)
  orientation!: string;
}

export class LapseEntryForm extends LapseForm {
  @IdField(ORIENTATION)
  orientation!: string;
}

export class ClosingEntryForm extends ClosingForm {
  @IdField(ORIENTATION)
  orientation!: string;
}
