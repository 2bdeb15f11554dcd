import type { Clock } from '@jalons/http';
import type { CountedList, CountedParcours, FigureRequest } from '@jalons/indicators';
import type { AccessJournal } from '@jalons/privacy';
import { commandLineAccess } from '../administration/command-line-access.js';

export interface ExplainedParts {
  readonly counted: Pick<CountedList, 'page'>;
  readonly journal: AccessJournal;
  readonly clock: Clock;
}

/** Read at once, and named in one line of the access journal. */
const AT_ONCE = 1000;

/**
 * All the parcours behind a figure, as of one instant. Each page of them leaves its line in the access journal before it
 * is answered, under the role of the command line.
 * @throws DomainError as the figure itself does, and where the journal cannot be written
 */
export async function explained(
  { counted, journal, clock }: ExplainedParts,
  id: string,
  request: FigureRequest,
  zone: string,
): Promise<readonly CountedParcours[]> {
  const all: CountedParcours[] = [];
  let asked = request;
  for (;;) {
    const { items, asOf } = await counted.page(id, asked, zone, { after: all.at(-1)?.parcours, limit: AT_ONCE });
    const subjects = [...new Set(items.map(({ beneficiary }) => beneficiary))];
    await journal.record(commandLineAccess('indicator-parcours', subjects, request.territory, clock.now()));
    all.push(...items);
    if (items.length < AT_ONCE) return all;
    asked = { ...request, asOf };
  }
}
