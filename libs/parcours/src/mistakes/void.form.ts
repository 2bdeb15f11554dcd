import { IdField, TextField } from '../forms/fields.js';

export class ParcoursVoidForm {
  @IdField({ description: 'The entry that was a mistake' })
  eventId!: string;

  @TextField(500)
  why!: string;
}
