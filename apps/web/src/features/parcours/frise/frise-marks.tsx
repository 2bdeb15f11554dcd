import { t } from '../../../i18n/index.js';
import type { Plot } from './frise-ground.js';
import { arrowPath } from './arrow-path.js';
import { barTop, labelFor, SIZE, type Layout } from './layout.js';
import type { AnyMark, Arrow, Band, Flag, Point, Span } from './marks.js';

interface MarkShapeProps {
  readonly id: string;
  /** Beginning of the ids of the patterns of this drawing. */
  readonly ids: string;
  readonly mark: AnyMark;
  readonly marks: readonly AnyMark[];
  readonly layout: Layout;
  readonly plot: Plot;
  readonly tabIndex: 0 | -1;
  readonly onFocus: () => void;
  readonly onBlur: () => void;
}

/** One mark: an object with a sentence for its name. */
export function MarkShape({ id, ids, mark, marks, layout, plot, tabIndex, onFocus, onBlur }: MarkShapeProps) {
  return (
    <g
      className={`mark mark-${mark.type}`}
      id={id}
      role="img"
      aria-label={mark.name}
      {...{ tabIndex, onFocus, onBlur }}
    >
      <Shape mark={mark} marks={marks} layout={layout} plot={plot} ids={ids} />
    </g>
  );
}

type ShapeProps = Pick<MarkShapeProps, 'marks' | 'layout' | 'plot' | 'ids'>;

function Shape({ mark, ...rest }: ShapeProps & { readonly mark: AnyMark }) {
  switch (mark.type) {
    case 'span':
      return <SpanShape span={mark} {...rest} />;
    case 'point':
      return <PointShape point={mark} {...rest} />;
    case 'flag':
      return <FlagShape flag={mark} {...rest} />;
    case 'arrow':
      return <ArrowShape arrow={mark} {...rest} />;
    case 'band':
      return <BandShape band={mark} {...rest} />;
  }
}

const FADING = 44;

/** Solid while it is known to last, outlined to the day expected, fading where nobody knows. */
function SpanShape({ span, marks, layout, plot, ids }: ShapeProps & { readonly span: Span }) {
  const box = layout.lanes[span.lane];
  if (box === undefined) return null;
  const y = barTop(box, span.row);
  const from = plot.x(span.from);
  const to = Math.max(plot.x(span.to), from + 6);
  const dashedTo = typeof span.after === 'object' ? plot.x(span.after.dashedTo) : to;
  // A bar that begins before what is in sight keeps its words in sight.
  const seen = Math.max(from, plot.left);
  const words = labelFor(span.label, to - seen - 20, roomBeside(span, marks, plot, layout) - dashedTo - 10);
  return (
    <g className={`kind-${span.kind}`}>
      {dashedTo > to && (
        <rect className="frise-bar-expected" x={to} y={y} width={dashedTo - to} height={SIZE.bar} rx="6" />
      )}
      {span.after === 'fade' && (
        <>
          <linearGradient id={`${ids}fade${span.id}`}>
            <stop className="frise-fade-from" offset="0" />
            <stop className="frise-fade-to" offset="1" />
          </linearGradient>
          <rect x={to - 4} y={y} width={FADING} height={SIZE.bar} fill={`url(#${ids}fade${span.id})`} />
        </>
      )}
      <rect className="frise-bar" x={from} y={y} width={to - from} height={SIZE.bar} rx="6" />
      <rect className="frise-bar-start" x={from} y={y} width="5" height={SIZE.bar} rx="2.5" />
      <rect className="mark-ring" x={from - 3} y={y - 3} width={dashedTo - from + 6} height={SIZE.bar + 6} rx="8" />
      <text
        className={words.beside ? 'frise-bar-word frise-over' : 'frise-bar-word'}
        x={words.beside ? dashedTo + 8 : seen + 13}
        y={y + 17}
      >
        {words.text}
      </text>
    </g>
  );
}

/** How far words may run beside a bar: to the next bar of its row, or to the edge. */
function roomBeside(span: Span, marks: readonly AnyMark[], plot: Plot, layout: Layout): number {
  const starts = marks.flatMap((other) =>
    other.type === 'span' && other.lane === span.lane && other.row === span.row && other.from > span.from
      ? [plot.x(other.from)]
      : [],
  );
  return Math.min(layout.width, ...starts);
}

/** Filled: reached. Hollow: attempted. Cross: missed. Dashed: planned. */
function PointShape({ point, layout, plot }: ShapeProps & { readonly point: Point }) {
  const box = layout.lanes[point.lane];
  if (box === undefined) return null;
  const [x, y] = [plot.x(point.on), box.points];
  return (
    <>
      <circle className="mark-target" cx={x} cy={y} r="12" />
      <circle className="mark-ring" cx={x} cy={y} r="9" />
      {point.kind === 'missed' ? (
        <path className="frise-missed" d={`M${x - 4} ${y - 4}l8 8M${x + 4} ${y - 4}l-8 8`} />
      ) : (
        <circle className={`frise-${point.kind}`} cx={x} cy={y} r="5" />
      )}
      {point.kind === 'voided' && <path className="frise-voided-line" d={`M${x - 8} ${y}h16`} />}
    </>
  );
}

function FlagShape({ flag, layout, plot }: ShapeProps & { readonly flag: Flag }) {
  const box = layout.lanes[flag.lane];
  if (box === undefined) return null;
  const [x, y] = [plot.x(flag.on), barTop(box, flag.row)];
  return (
    <>
      <rect className="mark-target" x={x - 6} y={y - 14} width="24" height="24" />
      <rect className="mark-ring" x={x - 4} y={y - 17} width="24" height={SIZE.bar + 20} rx="4" />
      <path className="frise-flag" d={`M${x} ${y + SIZE.bar}V${y - 13}l15 4.5-15 4.5`} />
    </>
  );
}

/** From the lane that proposed to the one that received; one that waits, or came to nothing, ends in the air. */
function ArrowShape({ arrow, layout, plot, ids }: ShapeProps & { readonly arrow: Arrow }) {
  const from = layout.lanes[arrow.from];
  const to = arrow.to === null ? undefined : layout.lanes[arrow.to];
  if (from === undefined) return null;
  const words = t('frise.days', { days: arrow.days });
  const width = words.length * 6.6 + 14;
  const [start, end] = [plot.x(arrow.on), plot.x(arrow.end)];
  const { path, pill } = arrowPath(from, to, start, end);
  // Before the tip, so that both are seen.
  const cx = inSight(
    to === undefined ? pill.x : Math.min(pill.x, end - width / 2 - 8),
    width,
    start,
    end,
    plot,
    layout,
  );
  return (
    <g className="kind-orientation">
      <path
        className={`frise-arrow frise-arrow-${arrow.state}`}
        d={path}
        markerEnd={arrow.state === 'ended' ? undefined : `url(#${ids}tip)`}
      />
      {arrow.state === 'ended' && <path className="frise-arrow" d={`M${end} ${from.points - 5}v10`} />}
      <rect className="frise-pill" x={cx - width / 2} y={pill.y - 9} width={width} height="18" rx="9" />
      <text className="frise-pill-word" x={cx} y={pill.y + 4.4}>
        {words}
      </text>
      <rect className="mark-ring" x={cx - width / 2 - 3} y={pill.y - 12} width={width + 6} height="24" rx="12" />
    </g>
  );
}

/** The middle of a pill, kept whole at the edges as long as what it counts is in sight. */
function inSight(middle: number, width: number, from: number, to: number, plot: Plot, layout: Layout): number {
  if (to < plot.left || from > layout.width) return middle;
  return Math.min(Math.max(middle, plot.left + width / 2 + 1), layout.width - width / 2 - 1);
}

function BandShape({ band, layout, plot, ids }: ShapeProps & { readonly band: Band }) {
  const from = plot.x(band.from);
  const width = Math.max(plot.x(band.to) - from, 4);
  const words = t('frise.gap', { days: band.days });
  const pill = words.length * 6.6 + 16;
  const middle = inSight(from + width / 2, pill, from, from + width, plot, layout);
  const y = layout.height - 28;
  return (
    <>
      <rect
        className="frise-gap"
        x={from}
        y={SIZE.head - 10}
        width={width}
        height={layout.height - SIZE.head + 10}
        fill={`url(#${ids}hatch)`}
      />
      <rect className="frise-gap-pill" x={middle - pill / 2} y={y} width={pill} height="20" rx="10" />
      <text className="frise-gap-word" x={middle} y={y + 14}>
        {words}
      </text>
      <rect className="mark-ring" x={middle - pill / 2 - 3} y={y - 3} width={pill + 6} height="26" rx="13" />
    </>
  );
}
