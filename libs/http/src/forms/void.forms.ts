import { IdField, TextField } from './fields.js';

const MAX_WHY = 500;

/** Why an entry that the address names was a mistake. */
export class VoidForm {
  @TextField(MAX_WHY)
  why!: string;
}

/** The entry that was a mistake, and why. */
export class EntryVoidForm extends VoidForm {
  @IdField({ description: 'The entry that was a mistake' })
  eventId!: string;
}
