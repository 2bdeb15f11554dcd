import type { Uuid } from '@jalons/kernel';
import type { Reader } from '../access/reader.js';
import type { EntryView, ParcoursView } from '../timeline/parcours-view.js';
import type { ParcoursViews } from '../timeline/parcours-views.js';
import { personUnknown } from './person-sheet.js';

export interface PersonTimeline {
  /** The parcours that the reader may see, the first opened first. */
  readonly parcours: readonly Pick<ParcoursView, 'parcours' | 'gaps'>[];
  /** Their entries on one line of time; on one day, in the order of the parcours and of its stream. */
  readonly entries: readonly (EntryView & { readonly parcoursId: Uuid })[];
}

/** One timeline per person, across her parcours, the structures that share them and the records that were merged. */
export class PersonTimelines {
  constructor(private readonly views: ParcoursViews) {}

  /** Refused as unknown where nothing of hers is open to the reader. */
  async ofPerson(reader: Reader, person: Uuid): Promise<PersonTimeline> {
    const views = await this.views.ofPerson(reader, person);
    if (views.length === 0) throw personUnknown();
    return {
      parcours: views.map(({ parcours, gaps }) => ({ parcours, gaps })),
      entries: views
        .flatMap(({ parcours, entries }) => entries.map((entry) => ({ ...entry, parcoursId: parcours.id })))
        .toSorted((a, b) => (a.occurredOn < b.occurredOn ? -1 : Number(a.occurredOn > b.occurredOn))),
    };
  }
}
