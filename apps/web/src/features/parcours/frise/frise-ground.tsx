import { locale, shortDay, t } from '../../../i18n/index.js';
import type { Tick } from './axis.js';
import { shortened, SIZE, type Layout } from './layout.js';
import type { Lane } from './marks.js';

/** Where days stand, in points. */
export interface Plot {
  readonly left: number;
  at(instant: number): number;
  x(day: string): number;
}

interface GroundProps {
  readonly layout: Layout;
  readonly ticks: readonly Tick[];
  readonly plot: Plot;
  readonly today: string;
}

/** What lies under the marks: the lines of the months, the lanes, and what is still to come. */
export function Ground({ layout, ticks, plot, today, clip }: GroundProps & { readonly clip: string }) {
  const now = Math.max(plot.left, plot.x(today));
  return (
    <g aria-hidden="true">
      <g clipPath={`url(#${clip})`}>
        {now < layout.width && (
          <rect
            className="frise-future"
            x={now}
            y={SIZE.head - 10}
            width={layout.width - now}
            height={layout.height - SIZE.head + 10}
          />
        )}
        {ticks.map((tick) => (
          <line
            key={tick.at}
            className={tick.strong ? 'frise-year-line' : 'frise-month-line'}
            x1={plot.at(tick.at)}
            x2={plot.at(tick.at)}
            y1={tick.strong ? 6 : 30}
            y2={layout.height}
          />
        ))}
      </g>
      {layout.lanes.map((box) => (
        <line
          key={box.top}
          className="frise-lane-line"
          x1="0"
          x2={layout.width}
          y1={box.top + box.height}
          y2={box.top + box.height}
        />
      ))}
    </g>
  );
}

/** Who each lane is: the referent's carries the bar. Said by the marks already. */
export function LaneWords({ lanes, layout }: { readonly lanes: readonly Lane[]; readonly layout: Layout }) {
  const narrow = layout.left === 0;
  const room = narrow ? layout.width - 40 : SIZE.column - 30;
  return (
    <g aria-hidden="true">
      {lanes.map((lane, index) => {
        const box = layout.lanes[index];
        if (box === undefined) return null;
        return (
          <g key={lane.key}>
            <title>{`${lane.name}, ${lane.role}`}</title>
            {lane.referent && (
              <rect
                className="frise-referent"
                x={narrow ? 2 : 8}
                y={box.top + 8}
                width="4"
                height={narrow ? 14 : 38}
                rx="2"
              />
            )}
            {narrow ? (
              <text className="frise-lane-name" x="12" y={box.top + 20}>
                {shortened(`${lane.name} · ${lane.role}`, room)}
              </text>
            ) : (
              <>
                <text className="frise-lane-name" x="22" y={box.top + 24}>
                  {shortened(lane.name, room)}
                </text>
                <text className="frise-lane-role" x="22" y={box.top + 42}>
                  {shortened(lane.role, room * 1.15)}
                </text>
              </>
            )}
          </g>
        );
      })}
    </g>
  );
}

/** Room of the words of a year, in points. */
const YEAR = 42;

/** What lies above the marks: the words of the axis, and today. */
export function Head({ layout, ticks, plot, today }: GroundProps) {
  const now = plot.x(today);
  const inSight = now >= plot.left && now <= layout.width;
  const pill = 72;
  const middle = Math.min(Math.max(now, plot.left + pill / 2), layout.width - pill / 2 - 1);
  // A year under the pill of today would not be read anyway.
  const covered = (at: number) => inSight && plot.at(at) + YEAR > middle - pill / 2 && plot.at(at) < middle + pill / 2;
  return (
    <g aria-hidden="true">
      {ticks.map(({ at, above, below }) => (
        <g key={at}>
          {above !== undefined && !covered(at) && (
            <text className="frise-year" x={plot.at(at) + 5} y="22">
              {above}
            </text>
          )}
          {below !== undefined && (
            <text className="frise-month" x={plot.at(at) + 5} y="44">
              {below}
            </text>
          )}
        </g>
      ))}
      {inSight && (
        <>
          <title>{t('frise.today', { date: shortDay(today, today, locale) })}</title>
          <line className="frise-now" x1={now} x2={now} y1="6" y2={layout.height} />
          <rect className="frise-now-pill" x={middle - pill / 2} y="4" width={pill} height="20" rx="10" />
          <text className="frise-now-word" x={middle} y="18.5">
            {shortDay(today, today, locale)}
          </text>
        </>
      )}
    </g>
  );
}
