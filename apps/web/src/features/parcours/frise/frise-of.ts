import { addDays, daysBetween } from '../../../i18n/index.js';
import { arrowsOf, bandsOf } from './arrows.js';
import { lanesOf } from './lanes.js';
import { dayOfMark, laneOfMark, type AnyMark, type Described, type Frise } from './marks.js';
import { pointsOf } from './points.js';
import { flagsOf, spansOf } from './spans.js';

/** Days a frise shows at least, so that a parcours of a few days is not stretched into meaning. */
const SHORTEST = 45;
/** Days of margin before and after, at least, and as a share of the whole. */
const MARGIN = { days: 5, share: 0.025 };

/** From the description of a parcours to what is drawn of it: lanes in order of entry, and marks in order of time. */
export function friseOf(described: Described): Frise {
  const { story, glossary, openedOn } = described;
  const lanes = lanesOf(described);
  const spans = spansOf(described, lanes);
  const marks: AnyMark[] = [
    ...bandsOf(described),
    ...spans,
    ...arrowsOf(described, lanes),
    ...pointsOf(described, lanes),
    ...flagsOf(described, lanes, spans),
  ];
  const last = story.exitedOn ?? glossary.today;
  // A body that has nothing to show has no lane.
  const used = lanes.lanes.map((_, index) => marks.some((mark) => lanesUsed(mark).includes(index)));
  const moved = used.map((_, index) => used.slice(0, index).filter(Boolean).length);
  return {
    lanes: lanes.lanes
      .map((lane, index) => ({
        ...lane,
        rows: Math.max(0, ...spans.filter((span) => span.lane === index).map(({ row }) => row + 1)),
      }))
      .filter((_, index) => used[index]),
    marks: marks
      .map(into(moved))
      .toSorted((a, b) => dayOfMark(a).localeCompare(dayOfMark(b)) || laneOfMark(a) - laneOfMark(b)),
    ...extent([openedOn, last, ...marks.flatMap(daysOf)]),
    today: glossary.today,
  };
}

function lanesUsed(mark: AnyMark): readonly (number | null)[] {
  if (mark.type === 'band') return [];
  return mark.type === 'arrow' ? [mark.from, mark.to] : [mark.lane];
}

/** The mark, in the lane that is left once the empty ones are gone. */
function into(moved: readonly number[]): (mark: AnyMark) => AnyMark {
  const at = (lane: number) => moved[lane] ?? lane;
  return (mark) => {
    if (mark.type === 'band') return mark;
    if (mark.type === 'arrow') return { ...mark, from: at(mark.from), to: mark.to === null ? null : at(mark.to) };
    return { ...mark, lane: at(mark.lane) };
  };
}

function daysOf(mark: AnyMark): readonly string[] {
  if (mark.type === 'span') return [mark.from, typeof mark.after === 'object' ? mark.after.dashedTo : mark.to];
  if (mark.type === 'arrow') return [mark.on, mark.end];
  return mark.type === 'band' ? [mark.from, mark.to] : [mark.on];
}

function extent(days: readonly string[]): { from: string; to: string } {
  const ordered = days.toSorted();
  const from = ordered[0] ?? '';
  const to = ordered.at(-1) ?? '';
  const length = daysBetween(from, to);
  const margin = Math.max(MARGIN.days, Math.round(length * MARGIN.share));
  const lacking = Math.max(0, SHORTEST - length - 2 * margin);
  return { from: addDays(from, -margin - Math.ceil(lacking / 2)), to: addDays(to, margin + Math.floor(lacking / 2)) };
}
