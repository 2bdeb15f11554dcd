import { Link } from '@tanstack/react-router';
import { lineId } from '../parcours/timeline/timeline.js';
import { locale, shortDay, t } from '../../i18n/index.js';

interface EvidenceProps {
  readonly parcoursId: string;
  readonly evidence: readonly { readonly eventId: string; readonly on: string | null }[];
  readonly today: string;
}

/** More entries than one looks up: the latest are the ones that tell. */
const MOST = 4;

/** The entries that a rule rests on, each a link to its line in the parcours. */
export function Evidence({ parcoursId, evidence, today }: EvidenceProps) {
  const shown = evidence.slice(-MOST);
  if (shown.length === 0) return null;
  return (
    <span className="evidence small">
      {t('risk.evidence')}{' '}
      {shown.map(({ eventId, on }, index) => (
        <span key={eventId}>
          {index > 0 && ', '}
          <Link to="/parcours/$id" params={{ id: parcoursId }} search={{}} hash={lineId(eventId)}>
            {on === null ? t('risk.evidenceStep') : t('risk.evidenceOn', { date: shortDay(on, today, locale) })}
          </Link>
        </span>
      ))}
      {evidence.length > MOST && ` ${t('risk.evidenceMore', { count: evidence.length - MOST })}`}
    </span>
  );
}
