import { CodeField, OneOfField } from '@jalons/http';
import { FreelyDatedForm } from '../forms/step.forms.js';
import { REACHED } from './contact.events.js';

export class ContactAttemptForm extends FreelyDatedForm {
  @CodeField('contact-channels')
  channel!: string;

  @OneOfField(REACHED, { description: 'Only the person herself makes a contact' })
  reached!: (typeof REACHED)[number];

  @CodeField('contact-outcomes', { optional: true })
  outcome?: string;
}
