import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { NamedView } from '../names/named.dto.js';

export class HandBackView {
  @ApiProperty({ format: 'uuid' })
  parcoursId!: string;

  @ApiProperty({ description: 'Given name and initial; a case number for a coordinator' })
  displayName!: string;

  @ApiProperty({ type: NamedView, description: 'Takes part, and holds no seat any more' })
  structure!: NamedView;

  @ApiProperty({ format: 'date', description: 'First day without the seat' })
  seatEndedOn!: string;

  @ApiProperty({
    description:
      'Another referent is to be found: that one is of this structure, or there is none, nor anybody else who sits',
  })
  answers!: boolean;

  @ApiProperty({ type: NamedView, nullable: true })
  referent!: NamedView | null;

  @ApiProperty({ format: 'date' })
  openedOn!: string;
}

export class HandBackPageView {
  @ApiProperty({ type: [HandBackView] })
  items!: readonly HandBackView[];

  @ApiPropertyOptional({ description: 'cursor of the next page; absent on the last one' })
  next?: string;
}
