import type { LogScan, RecordedEvent, ScanRequest } from '@jalons/event-log';

/** Events of a page: some 3 MB, a tenth of a second of work. */
const PAGE = 4_000;

/** The pages of a scan; the next one is on its way while one is looked at. Stops, with what it has, once aborted. */
export async function* pagesOf(
  scan: LogScan,
  asked: Omit<ScanRequest, 'after' | 'maxCount'>,
  signal: AbortSignal,
): AsyncGenerator<readonly RecordedEvent[]> {
  const ask = (after: string | null) => {
    const page = scan.scan({ ...asked, after, maxCount: PAGE });
    // Looked at below, or not at all: a reader that stops early must not leave a rejection behind.
    page.catch(() => {});
    return page;
  };
  let coming = ask(null);
  for (;;) {
    const page = await coming;
    signal.throwIfAborted();
    if (page.length === PAGE) coming = ask(page.at(-1)!.position);
    if (page.length > 0) yield page;
    if (page.length < PAGE) return;
  }
}
