import { scaleLinear } from 'd3-scale';
import { useId, useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from 'react';
import { Segments, useWidth } from '../../../design/index.js';
import { instantOf, locale, t } from '../../../i18n/index.js';
import { lineId } from '../timeline/timeline.js';
import { axisOf } from './axis.js';
import { Ground, Head, LaneWords } from './frise-ground.js';
import { MarkShape } from './frise-marks.js';
import './frise.css';
import { Legend } from './legend.js';
import { layoutOf } from './layout.js';
import { dayOfMark, type AnyMark, type Frise as Drawn } from './marks.js';
import { usePanning, usePrinting } from './use-surface.js';
import { pan, PERIODS, reveal, whole, windowOf, zoom, type Period, type ViewWindow } from './view-window.js';
import { walk } from './walk.js';

/** Room at the right edge, in points. */
const RIGHT = 24;
/** Width of the drawing on paper, in points: what A4 holds well. */
const PAPER = 1040;

/**
 * The frise: every mark is an object that takes the focus, says itself in a sentence and leads to its line of the list.
 * Moved by drag, wheel, keys or buttons; closer and wider with + and -.
 */
export function Frise({ drawn, person }: { readonly drawn: Drawn; readonly person: string }) {
  const id = useId();
  const box = useRef<HTMLDivElement>(null);
  const measured = useWidth(box);
  const printing = usePrinting();
  const extent = useMemo(() => whole(drawn), [drawn]);
  const [period, setPeriod] = useState<Period>('all');
  const [moved, setMoved] = useState<ViewWindow>();
  const [current, setCurrent] = useState<string>();
  const [told, setTold] = useState<string>();

  const width = printing ? PAPER : measured;
  const window = printing ? extent : (moved ?? windowOf(extent, period, drawn.today));
  const layout = layoutOf(drawn, width);
  const left = layout.left;
  const x = scaleLinear([window.from, window.to], [left, width - RIGHT]);
  const plot = { left, at: (instant: number) => x(instant), x: (day: string) => x(instantOf(day)) };
  const ticks = axisOf(window, width - RIGHT - left, locale);
  const all = window.from === extent.from && window.to === extent.to;

  const move = (share: number) => setMoved(pan(extent, window, share));
  const closer = (factor: number, around?: number) => setMoved(zoom(extent, window, factor, around));
  usePanning(box, { left, width: width - RIGHT - left, move, closer, still: all });

  function focus(mark: AnyMark) {
    setCurrent(mark.id);
    const revealed = reveal(extent, window, dayOfMark(mark));
    if (revealed !== window) setMoved(revealed);
    document.getElementById(`${id}${mark.id}`)?.focus({ preventScroll: true });
  }

  function press(event: KeyboardEvent) {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const mark = walk(drawn.marks, current, event.key);
    if (mark !== undefined) focus(mark);
    else if (event.key === '+') closer(0.6);
    else if (event.key === '-') closer(1.6);
    else if (event.key === 'PageUp') move(-0.5);
    else if (event.key === 'PageDown') move(0.5);
    else if (event.key === 'Enter' || event.key === ' ') leadToLine(drawn.marks.find((one) => one.id === current));
    else return;
    event.preventDefault();
  }

  const over = (event: PointerEvent) => setTold(markAt(event.target, drawn.marks, id)?.name);

  return (
    <figure className="frise">
      <div className="frise-tools no-print">
        <Segments
          label={t('frise.period')}
          value={moved === undefined ? period : undefined}
          onChange={(next) => {
            setPeriod(next);
            setMoved(undefined);
          }}
          options={PERIODS.map((value) => ({ value, label: t(`frise.${value}`) }))}
        />
        {!all && (
          <span className="row">
            <button type="button" className="link-button small" onClick={() => move(-0.5)}>
              {t('frise.earlier')}
            </button>
            <button type="button" className="link-button small" onClick={() => move(0.5)}>
              {t('frise.later')}
            </button>
          </span>
        )}
        <Legend marks={drawn.marks} />
      </div>
      <div className={all ? 'frise-box' : 'frise-box frise-wide'} ref={box}>
        {/* The keys are those of the marks inside, which take the focus. */}
        {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
        <svg
          className="frise-drawing"
          viewBox={`0 0 ${width} ${layout.height}`}
          role="group"
          aria-label={t('frise.label', { name: person })}
          aria-describedby={`${id}help`}
          onKeyDown={press}
          onPointerOver={over}
          onPointerLeave={() => setTold(undefined)}
          onClick={(event) => leadToLine(markAt(event.target, drawn.marks, id))}
        >
          <defs>
            <clipPath id={`${id}plot`}>
              <rect x={left} y="0" width={Math.max(0, width - left)} height={layout.height} />
            </clipPath>
            <pattern id={`${id}hatch`} width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
              <rect className="frise-hatch-ground" width="7" height="7" />
              <rect className="frise-hatch-line" width="2.2" height="7" />
            </pattern>
            <marker id={`${id}tip`} viewBox="0 0 8 8" refX="6" refY="4" markerWidth="7" markerHeight="7" orient="auto">
              <path className="frise-tip" d="M0 0 8 4 0 8z" />
            </marker>
          </defs>
          <Ground layout={layout} ticks={ticks} plot={plot} today={drawn.today} clip={`${id}plot`} />
          <g clipPath={`url(#${id}plot)`}>
            {inOrder(drawn.marks).map((mark) => (
              <MarkShape
                key={mark.id}
                id={`${id}${mark.id}`}
                ids={id}
                mark={mark}
                layout={layout}
                plot={plot}
                marks={drawn.marks}
                // One stop for the whole drawing; arrows lead from mark to mark.
                tabIndex={mark.id === (current ?? drawn.marks[0]?.id) ? 0 : -1}
                onFocus={() => {
                  setCurrent(mark.id);
                  setTold(mark.name);
                }}
                onBlur={() => setTold(undefined)}
              />
            ))}
          </g>
          <LaneWords lanes={drawn.lanes} layout={layout} />
          <Head layout={layout} ticks={ticks} plot={plot} today={drawn.today} />
        </svg>
      </div>
      <figcaption className="frise-told no-print">
        {/* What the mark already says of itself, for those who see it. */}
        <span aria-hidden="true" className={told === undefined ? 'visually-hidden' : undefined}>
          {told}
        </span>
        <span id={`${id}help`} className={told === undefined ? 'quiet' : 'visually-hidden'}>
          {t('frise.help')}
        </span>
      </figcaption>
    </figure>
  );
}

/** What covers is drawn last; the order of reading stays that of time, within each kind. */
function inOrder(marks: readonly AnyMark[]): readonly AnyMark[] {
  const depth = { band: 0, span: 1, point: 2, arrow: 3, flag: 4 };
  return marks.toSorted((a, b) => depth[a.type] - depth[b.type]);
}

function markAt(target: EventTarget, marks: readonly AnyMark[], prefix: string): AnyMark | undefined {
  const element = target instanceof Element ? target.closest('.mark') : null;
  return element === null ? undefined : marks.find(({ id }) => element.id === `${prefix}${id}`);
}

function leadToLine(mark: AnyMark | undefined): void {
  if (mark === undefined) return;
  const line = document.getElementById(lineId(mark.line));
  line?.scrollIntoView({ block: 'center' });
  line?.focus({ preventScroll: true });
}
