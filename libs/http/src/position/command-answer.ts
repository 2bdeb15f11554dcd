import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { CommandResult } from '@jalons/event-log';
import type { Uuid } from '@jalons/kernel';
import { accepted, type Accepted } from './accepted.js';

/** What a command answers, the first time and at every retry but for `repeated`. */
export class CommandAnswer {
  @ApiPropertyOptional({ description: 'What the command made, or the entry it recorded' })
  id?: string;

  @ApiProperty({ type: [String] })
  eventIds!: readonly string[];

  @ApiProperty({ description: 'Of the stream: the version that ETag and If-Match name' })
  revision!: number;

  @ApiProperty({ description: 'To be waited for by a read that must see it' })
  position!: string;

  @ApiProperty({ description: 'True where an earlier attempt had already been stored' })
  repeated!: boolean;
}

/** Answers a command; `id` is what it made, the entry itself by default. */
export function answerTo(
  result: CommandResult,
  id: Uuid | undefined = result.eventIds.at(-1),
): Accepted<CommandAnswer> {
  const { eventIds, revision, position, repeated } = result;
  return accepted(result, { ...(id !== undefined && { id }), eventIds, revision, position, repeated });
}
