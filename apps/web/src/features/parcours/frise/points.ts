import type { Entry } from '../../../api/contract.js';
import { locale, longDay, t } from '../../../i18n/index.js';
import { textIn } from '../story/entry-data.js';
import { wordsOf } from '../words/entry-words.js';
import type { Lanes } from './lanes.js';
import type { Described, Point } from './marks.js';

/** Contacts under the spans of whoever made them, absences under the training, what is planned, and voids on demand. */
export function pointsOf(described: Described, lanes: Lanes): readonly Point[] {
  const { story, entries, glossary, showVoided } = described;
  const point = (kind: Point['kind'], id: string, lane: number | undefined, on: string, label: string): Point[] =>
    lane === undefined
      ? []
      : [
          {
            type: 'point',
            id: `point-${id}`,
            line: id,
            lane,
            kind,
            on,
            name: t('frise.contact', {
              label,
              date: longDay(on, locale),
              structure: lanes.lanes[lane]?.name ?? '',
            }),
          },
        ];
  return [
    ...entries.flatMap((entry) => {
      const kind = entry.voided ? 'voided' : contactKind(entry);
      if (kind === undefined || (entry.voided && !showVoided)) return [];
      const { title } = wordsOf(entry, glossary);
      return point(
        kind,
        entry.eventId,
        lanes.ofStructure(entry.structure?.id),
        entry.occurredOn,
        entry.voided ? `${title} (${t('parcours.voided')})` : title,
      );
    }),
    ...story.trainings.flatMap(({ provider, entry, absences }) =>
      absences.flatMap(({ id, on }) =>
        point(
          'missed',
          id,
          provider === undefined ? lanes.ofStructure(entry.structure?.id) : lanes.ofName(provider),
          on,
          t('entry.TrainingAbsenceReported'),
        ),
      ),
    ),
    ...story.plans.flatMap(({ id, kind, on, what, structure }) =>
      point(
        'planned',
        id,
        lanes.ofStructure(structure),
        on,
        (kind === 'action' ? what : undefined) ?? t(kind === 'action' ? 'now.action' : 'entry.AppointmentScheduled'),
      ),
    ),
  ];
}

/** Only the person herself makes a contact. */
function contactKind({ type, data }: Entry): Point['kind'] | undefined {
  switch (type) {
    case 'ContactAttempted':
      return textIn(data, 'reached') === 'person' ? 'reached' : 'attempted';
    case 'AppointmentHonoured':
      return 'reached';
    case 'AppointmentExcused':
      return 'attempted';
    case 'AppointmentMissed':
      return 'missed';
    default:
      return undefined;
  }
}
