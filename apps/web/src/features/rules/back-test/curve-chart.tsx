import { useRef } from 'react';
import { useWidth } from '../../../design/index.js';
import { t } from '../../../i18n/index.js';
import { curveOf, type CurvePoint } from './curve.js';

interface CurveChartProps {
  readonly series: readonly { readonly name: string; readonly points: readonly CurvePoint[] }[];
  /** What the drawing shows, in one sentence. */
  readonly says: string;
  /** The score that is chosen, marked across. */
  readonly chosen: number;
  readonly most?: number;
  readonly word: (value: number) => string;
}

/** Lines over scores; each has a stroke of its own besides its colour, and every figure stands in the table under it. */
export function CurveChart({ series, says, chosen, most, word }: CurveChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = curveOf(
    series.map(({ points }) => points),
    useWidth(frame),
    most,
  );
  const { width, height, left, base, rules, marks } = drawing;
  return (
    <div className="curve-frame" ref={frame}>
      <svg role="img" aria-label={says} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {rules.map(({ y, value }) => (
          <g key={value}>
            <line className="curve-rule" x1={left - 8} x2={width} y1={y} y2={y} />
            <text className="curve-word" x={left - 14} y={y + 4} textAnchor="end">
              {word(value)}
            </text>
          </g>
        ))}
        <line className="curve-chosen" x1={drawing.across(chosen)} x2={drawing.across(chosen)} y1={12} y2={base} />
        {drawing.series.map(({ path, dots }, index) => (
          // oxlint-disable-next-line react/no-array-index-key
          <g key={index} className={`curve-series curve-series-${String(index)}`}>
            <path d={path} />
            {dots.map(({ x, y, at }) =>
              index === 0 ? (
                <circle key={at} cx={x} cy={y} r="4" />
              ) : (
                <rect key={at} x={x - 4} y={y - 4} width="8" height="8" />
              ),
            )}
          </g>
        ))}
        {marks.map(({ x, value }) => (
          <text key={value} className="curve-word" x={x} y={base + 18} textAnchor="middle">
            {value}
          </text>
        ))}
        <text className="curve-word" x={(left + width) / 2} y={height - 4} textAnchor="middle">
          {t('backTest.axis')}
        </text>
      </svg>
      {series.length > 1 && (
        <p className="curve-key small" aria-hidden="true">
          {series.map(({ name }, index) => (
            <span key={name} className={`curve-key-${String(index)}`}>
              {name}
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
