import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsString, Max, MaxLength, Min } from 'class-validator';
import { MayBeAbsent } from '../validation/field-decorators.js';
import type { CursorCodec, CursorKey } from './cursor.js';

export const DEFAULT_PAGE_SIZE = 50;
export const MAX_PAGE_SIZE = 200;

/** Query of a list: how many rows, and from where. Extend it with the filters of a list. */
export class PageQuery {
  @ApiPropertyOptional({ minimum: 1, maximum: MAX_PAGE_SIZE, default: DEFAULT_PAGE_SIZE })
  @MayBeAbsent()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MAX_PAGE_SIZE)
  limit: number = DEFAULT_PAGE_SIZE;

  @ApiPropertyOptional({ description: 'nextCursor of the page before' })
  @MayBeAbsent()
  @IsString()
  @MaxLength(2048)
  cursor?: string;
}

export interface Page<Item> {
  readonly items: readonly Item[];
  /** Absent on the last page. */
  readonly nextCursor?: string;
}

/**
 * Makes a page of rows read with `LIMIT limit + 1`: the extra row only says that there is more. `keyOf` gives the sort
 * key, unique within the list.
 */
export function pageOf<Item>(
  rows: readonly Item[],
  limit: number,
  list: string,
  codec: CursorCodec,
  keyOf: (item: Item) => CursorKey,
): Page<Item> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length <= limit || last === undefined) return { items };
  return { items, nextCursor: codec.seal(list, keyOf(last)) };
}
