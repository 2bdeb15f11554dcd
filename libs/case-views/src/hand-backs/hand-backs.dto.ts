import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NamedView } from '../names/named.dto.js';

export class HandedBackOrientationView {
  @ApiProperty({ format: 'uuid' })
  orientationId!: string;

  @ApiProperty({ type: NamedView, description: 'Sent it' })
  from!: NamedView;

  @ApiProperty({ format: 'date' })
  proposedOn!: string;
}

export class HandBackView {
  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ description: 'Given name and initial; a case number for a coordinator' })
  displayName!: string;

  @ApiProperty({ type: NamedView, description: 'Takes part or was sent the person, and holds no seat any more' })
  structure!: NamedView;

  @ApiProperty({ format: 'date', description: 'First day without the seat' })
  seatEndedOn!: string;

  @ApiProperty({
    description:
      'Another referent is to be found, or the exit recorded: the referent is of this structure, or there is none, nor anybody else who sits',
  })
  answers!: boolean;

  @ApiProperty({ type: NamedView, nullable: true })
  referent!: NamedView | null;

  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'Null of an orientation' })
  openedOn!: string | null;

  @ApiProperty({
    type: HandedBackOrientationView,
    nullable: true,
    description: 'Sent to that structure, which has not met the person: to decline, or to say that nothing came of it',
  })
  orientation!: HandedBackOrientationView | null;
}

export class HandBackPageView {
  @ApiProperty({ type: [HandBackView] })
  items!: readonly HandBackView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}
