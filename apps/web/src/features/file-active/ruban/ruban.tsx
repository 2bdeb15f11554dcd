import { memo, useId } from 'react';
import type { Ribbon } from '../../../api/index.js';
import { t, type MessageKey } from '../../../i18n/index.js';
import { HEIGHT, rubanOf, WIDTH, type Ruban as Drawn } from './ruban-of.js';
import './ruban.css';

/** The frise in small: a person's year in one line, gaps and silences included; in a sentence for those who do not see it. */
export const Ruban = memo(function Ruban({ ribbon, today }: { readonly ribbon: Ribbon; readonly today: string }) {
  const id = useId();
  const drawn = rubanOf(ribbon, today);
  return (
    <svg
      className="ruban"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      preserveAspectRatio="none"
      role="img"
      aria-label={sentence(drawn)}
    >
      <defs>
        <pattern id={`${id}hatch`} width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect className="ruban-hatch-ground" width="5" height="5" />
          <rect className="ruban-hatch-line" width="2" height="5" />
        </pattern>
      </defs>
      {drawn.bars.map(({ kind, x, width }) =>
        kind === 'gap' ? (
          <rect key={x} x={x} y="4" width={Math.max(width, 2)} height="10" fill={`url(#${id}hatch)`} />
        ) : (
          <rect
            key={x}
            className={`ruban-bar kind-${kind}`}
            x={x + 0.6}
            y="4"
            width={Math.max(width - 1.2, 0.8)}
            height="10"
            rx="2.5"
          />
        ),
      )}
      <line className="ruban-line" x1="0" x2={WIDTH} y1="21" y2="21" />
      {drawn.contacts.map(({ outcome, x }, index) =>
        outcome === 'missed' ? (
          // Two contacts of one day are two marks.
          // oxlint-disable-next-line react/no-array-index-key
          <path key={`${x} ${index}`} className="ruban-missed" d={`M${x - 2.5} 18.5l5 5m0-5l-5 5`} />
        ) : (
          // oxlint-disable-next-line react/no-array-index-key
          <ellipse key={`${x} ${index}`} className={`ruban-${outcome}`} cx={x} cy="21" rx="2.2" ry="2.6" />
        ),
      )}
    </svg>
  );
});

function sentence({ days, contacts }: Drawn): string {
  const missed = contacts.filter(({ outcome }) => outcome === 'missed').length;
  const reached = contacts.filter(({ outcome }) => outcome === 'reached').length;
  return [
    t('ruban.year'),
    ...days.map(({ kind, days: count }) => t(`ruban.${kind}` as MessageKey, { days: count })),
    t('ruban.contacts', { count: reached }),
    ...(missed > 0 ? [t('ruban.missedCount', { count: missed })] : []),
  ].join(', ');
}
