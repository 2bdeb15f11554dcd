import { t, type MessageKey } from '../../../i18n/index.js';
import type { AnyMark, SpanKind } from './marks.js';

const KINDS = {
  support: 'frise.key.support',
  training: 'frise.key.training',
  job: 'frise.key.job',
  action: 'entry.ActionStarted',
  pause: 'entry.PauseDeclared',
} as const satisfies Record<SpanKind, MessageKey>;

/** What the marks of this drawing mean; no more than it holds. */
export function Legend({ marks }: { readonly marks: readonly AnyMark[] }) {
  const kinds = (Object.keys(KINDS) as SpanKind[]).filter((kind) =>
    marks.some((mark) => mark.type === 'span' && mark.kind === kind),
  );
  const points = (['reached', 'attempted', 'missed', 'planned'] as const).filter((kind) =>
    marks.some((mark) => mark.type === 'point' && mark.kind === kind),
  );
  return (
    <ul className="frise-legend" aria-label={t('frise.keysTitle')}>
      {kinds.map((kind) => (
        <li key={kind}>
          <span className={`frise-swatch kind-${kind}`} />
          {t(KINDS[kind])}
        </li>
      ))}
      {points.map((kind) => (
        <li key={kind}>
          <svg className="frise-swatch-point" viewBox="0 0 14 14" aria-hidden="true">
            {kind === 'missed' ? (
              <path className="frise-missed" d="M3 3l8 8M11 3l-8 8" />
            ) : (
              <circle className={`frise-${kind}`} cx="7" cy="7" r="5" />
            )}
          </svg>
          {t(`frise.key.${kind === 'reached' ? 'contact' : kind}`)}
        </li>
      ))}
      {marks.some(({ type }) => type === 'flag') && (
        <li>
          <svg className="frise-swatch-point" viewBox="0 0 14 14" aria-hidden="true">
            <path className="frise-flag" d="M2 13V2l10 3-10 3" />
          </svg>
          {t('frise.key.milestone')}
        </li>
      )}
      {marks.some(({ type }) => type === 'band') && (
        <li>
          <span className="frise-swatch frise-swatch-gap" />
          {t('frise.key.gap')}
        </li>
      )}
    </ul>
  );
}
