import type { LogRecord } from './record.js';
import type { streams } from './protocol.js';

export interface EventFilter {
  allows(record: LogRecord): boolean;
  /** At most this many records are looked at for one page. */
  readonly window: number;
  /** A checkpoint is told after this many records, whether they match or not. */
  readonly checkpointInterval: number;
}

/** How many records one page of a real server holds; also its window where the client names none. */
export const PAGE = 32;

/** The filter of a request: by type or by stream, as a regular expression or as prefixes. @throws for a bad one */
export function eventFilter(options: streams.ReadReq.Options.FilterOptions): EventFilter {
  const byType = options.getEventType();
  const expression = byType ?? options.getStreamIdentifier();
  const multiplier = options.getCheckpointintervalmultiplier();
  if (expression === undefined || multiplier === 0) throw new RangeError('not a filter');
  const matches = matcher(expression);
  const window = options.hasMax() ? options.getMax() : PAGE;
  return {
    allows: (record) => matches(byType === undefined ? record.stream : record.type),
    window,
    checkpointInterval: multiplier * window,
  };
}

function matcher(expression: streams.ReadReq.Options.FilterOptions.Expression): (value: string) => boolean {
  const regex = expression.getRegex();
  if (regex === '') {
    const prefixes = expression.getPrefixList();
    return (value) => prefixes.some((prefix) => value.startsWith(prefix));
  }
  const pattern = new RegExp(regex);
  return (value) => pattern.test(value);
}
