import type { RecordedEvent } from '../port/envelope.js';
import { LogUnavailable, type ReadAllOptions } from '../port/event-log.js';
import type { AppendAnswer, WrittenRecord } from './client.js';
import { recordOf } from './event-mapping.js';

export interface RestoreParts {
  readAll(options: ReadAllOptions): Promise<readonly RecordedEvent[]>;
  append(stream: string, expected: 'none' | number, records: readonly WrittenRecord[]): Promise<AppendAnswer>;
}

const PAGE = 500;
/** Events of one append while restoring; far below the limit of bytes at the usual size of an event. */
const RUN = 100;

/**
 * Moves a log here: ids, order and original times are kept (architecture.md § 3.12); positions are the server's. The
 * log must be empty or hold the beginning of the same log, so that a restore that was cut off can simply be repeated.
 * One append at a time, because the order across streams has to be kept.
 *
 * @returns how many events the log holds of those given
 */
export async function restore(
  source: AsyncIterable<readonly RecordedEvent[]>,
  { readAll, append }: RestoreParts,
): Promise<number> {
  const existing = eventIds(readAll);
  let next = await existing.next();
  let count = 0;
  for await (const batch of source) {
    let run: RecordedEvent[] = [];
    for (const event of batch) {
      count += 1;
      if (next.done !== true) {
        if (next.value !== event.eventId) throw new LogUnavailable('the log to restore into holds something else');
        next = await existing.next();
        continue;
      }
      const previous = run.at(-1);
      if (previous !== undefined && (previous.stream !== event.stream || run.length === RUN)) {
        await store(run, append);
        run = [];
      }
      run.push(event);
    }
    if (run.length > 0) await store(run, append);
  }
  if (next.done !== true) throw new LogUnavailable('the log to restore into holds more than is restored');
  return count;
}

async function store(run: readonly RecordedEvent[], append: RestoreParts['append']): Promise<void> {
  const { stream, revision } = run[0]!;
  const expected = revision === 0 ? 'none' : revision - 1;
  const answer = await append(
    stream,
    expected,
    run.map((event) => recordOf(event, event.recordedAt)),
  );
  if (!answer.stored) throw new LogUnavailable('a stream of the restored log has a gap');
}

async function* eventIds(readAll: RestoreParts['readAll']): AsyncGenerator<string, void, undefined> {
  let after: string | null = null;
  for (;;) {
    const page: readonly RecordedEvent[] = await readAll({ after, maxCount: PAGE });
    for (const { eventId } of page) yield eventId;
    if (page.length < PAGE) return;
    after = page.at(-1)!.position;
  }
}
