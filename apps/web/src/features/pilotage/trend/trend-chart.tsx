import { area } from 'd3-shape';
import { useRef } from 'react';
import { useWidth } from '../../../design/index.js';
import { count, locale, percent, t } from '../../../i18n/index.js';
import type { Quarter } from '../period/period.js';
import { trendOf, type TrendDrawing, type TrendPoint } from './trend.js';

interface TrendChartProps {
  readonly points: readonly TrendPoint[];
  readonly kind: 'rate' | 'count';
  /** What the drawing shows, in words. */
  readonly says: string;
}

/** The drawing of a trend; every figure of it is in the table beside. */
export function TrendChart({ points, kind, says }: TrendChartProps) {
  const frame = useRef<HTMLDivElement>(null);
  const drawing = trendOf(points, kind, useWidth(frame));
  const { width, height, left, rules, quarters, settled, open, dots } = drawing;
  const word = (value: number) => (kind === 'rate' ? percent(value, locale) : count(value, locale));
  return (
    <div className="trend-frame" ref={frame}>
      <svg role="img" aria-label={says} width={width} height={height} viewBox={`0 0 ${width} ${height}`}>
        {rules.map(({ y, value }) => (
          <g key={value}>
            <line className="trend-rule" x1={left - 8} x2={width} y1={y} y2={y} />
            <text className="trend-word" x={left - 14} y={y + 4} textAnchor="end">
              {word(value)}
            </text>
          </g>
        ))}
        <path className="trend-band" d={bandPath(drawing)} />
        <path className="trend-line" d={settled} />
        <path className="trend-line trend-open" d={open} />
        {dots.map(({ x, y, provisional }) => (
          <circle key={x} className={provisional ? 'trend-dot trend-hollow' : 'trend-dot'} cx={x} cy={y} r="4.5" />
        ))}
        {[...new Set([dots[0], dots.at(-1)])].map(
          (dot) =>
            dot !== undefined && (
              <text key={dot.x} className="trend-value" x={dot.x} y={dot.y - 12} textAnchor="middle">
                {word(dot.value)}
              </text>
            ),
        )}
        {quarters.map(
          ({ x, quarter, named }) =>
            named && (
              <text key={quarter.from} className="trend-word" x={x} y={height - 8} textAnchor="middle">
                {shortQuarter(quarter)}
              </text>
            ),
        )}
      </svg>
      <p className="quiet small">
        {kind === 'rate' && `${t('pilotage.key.interval')} · `}
        {t('pilotage.key.provisional')}
      </p>
    </div>
  );
}

function bandPath({ band }: TrendDrawing): string {
  const path = area<TrendDrawing['band'][number]>()
    .defined((part) => part !== undefined)
    .x((part) => part!.x)
    .y0((part) => part!.low)
    .y1((part) => part!.high);
  return path([...band]) ?? '';
}

function shortQuarter({ number, year }: Quarter): string {
  return t('pilotage.quarter', { number, year: String(year).slice(2) });
}
