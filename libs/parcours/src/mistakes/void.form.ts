import { IdField, TextField } from '@jalons/http';

export class ParcoursVoidForm {
  @IdField({ description: 'The entry that was a mistake' })
  eventId!: string;

  @TextField(500)
  why!: string;
}
