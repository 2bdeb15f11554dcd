import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { FREQUENCIES, type Frequency } from './digest.js';

/** How often the caller wants a digest by mail. */
export class NotificationChoice {
  @ApiProperty({ enum: FREQUENCIES })
  @IsIn(FREQUENCIES)
  digest!: Frequency;
}

export class FailedMailView {
  @ApiProperty()
  id!: string;

  @ApiProperty({ description: 'To whom it was to go' })
  professional!: string;

  @ApiProperty({ format: 'date', description: 'The day it stands for, or the Monday of its week' })
  period!: string;

  @ApiProperty()
  attempts!: number;

  @ApiProperty({ type: String, nullable: true, description: 'Code of the last failure: smtp-550, ECONNECTION…' })
  reason!: string | null;

  @ApiProperty({ description: 'Milliseconds since 1970' })
  changedAt!: number;
}

export class MailsState {
  @ApiProperty({ description: 'False where no mail server is set: nothing is planned, nothing leaves' })
  enabled!: boolean;

  @ApiProperty()
  waiting!: number;

  @ApiProperty({ type: Number, nullable: true, description: 'When the last one left, in milliseconds since 1970' })
  lastSentAt!: number | null;

  @ApiProperty({ type: [FailedMailView], description: 'The latest first, 100 at most' })
  failed!: readonly FailedMailView[];
}
