import type { Clock, CursorCodec } from '@jalons/http';
import { pageOf, type Page } from '@jalons/http';
import { accessOf, type Reader } from '@jalons/identity';
import type { AccessJournal } from '@jalons/privacy';
import type { CountedList, CountedPage, CountedParcours } from '../figures/counted-list.js';
import type { FigureRequest } from '../figures/indicators.js';

export interface CountedPagesParts {
  readonly list: CountedList;
  readonly cursors: CursorCodec;
  readonly journal: AccessJournal;
  readonly clock: Clock;
}

/** The parcours behind a figure, page by page, as whoever may read the figure may know them: by case number. */
export class CountedPages {
  constructor(private readonly parts: CountedPagesParts) {}

  /**
   * One page; those that follow are as of the same instant, though it was asked for as of now. The line in the access
   * journal is written before it is answered.
   */
  async page(
    reader: Reader,
    id: string,
    request: FigureRequest,
    zone: string,
    { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  ): Promise<Page<CountedParcours> & Pick<CountedPage, 'asOf' | 'position'>> {
    const { list, cursors, journal, clock } = this.parts;
    const { from, to, territory = '', version = '' } = request;
    const name = ['indicator-parcours', id, version, from, to, territory].join('/');
    const [after, known] = cursor === undefined ? [] : cursors.open(name, cursor);
    const asked = known === undefined ? request : { ...request, asOf: Number(known) };
    const place = { after: after === undefined ? undefined : String(after), limit: limit + 1 };
    const { items, asOf, position } = await list.page(id, asked, zone, place, reader.scope.token);
    const page = pageOf(items, limit, name, cursors, ({ parcours }) => [parcours, asOf]);
    const subjects = [...new Set(page.items.map(({ beneficiary }) => beneficiary))];
    const shown = subjects.map((subject) => ({ subject, reason: 'duty' as const }));
    await journal.record(accessOf(reader, 'indicator-parcours', shown, [], clock.now()));
    return { ...page, asOf, position };
  }
}
