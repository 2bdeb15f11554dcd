import { locale, longDay, t } from '../../../i18n/index.js';
import type { Lanes } from './lanes.js';
import type { Described, Flag, Span, SpanKind } from './marks.js';

interface Stretch {
  readonly id: string;
  readonly from: string;
  readonly to?: string;
  readonly expectedEnd?: string;
}

/** Supports, trainings, jobs, actions and pauses, laid so that none hides another of its lane. */
export function spansOf({ story, glossary, referent }: Described, lanes: Lanes): readonly Span[] {
  const label = (list: string, code: string | undefined) => glossary.label(list, code);
  const last = story.exitedOn ?? glossary.today;
  const span = (kind: SpanKind, lane: number | undefined, stretch: Stretch, text: string): Omit<Span, 'row'>[] => {
    if (lane === undefined || stretch.from > last) return [];
    const end = endOf(kind, stretch, last, story.exitedOn === undefined);
    return [
      {
        type: 'span',
        id: stretch.id,
        line: stretch.id,
        lane,
        kind,
        label: text,
        from: stretch.from,
        ...end,
        name: sentence(text, lanes.lanes[lane]?.name ?? '', stretch),
      },
    ];
  };
  const home = lanes.ofStructure(referent?.structure) ?? 0;
  const given = [
    ...story.trainings.flatMap((training) =>
      span(
        'training',
        training.provider === undefined
          ? lanes.ofStructure(training.entry.structure?.id)
          : lanes.ofName(training.provider),
        training,
        training.title ?? t('frise.key.training'),
      ),
    ),
    ...story.jobs.flatMap((job) =>
      span('job', lanes.ofName(job.employer), job, label('contracts', job.contract) ?? t('frise.key.job')),
    ),
    ...story.intervals.flatMap((interval) =>
      span(
        interval.kind,
        lanes.ofStructure(interval.structure) ?? home,
        interval,
        interval.kind === 'pause'
          ? t('entry.PauseDeclared')
          : (label('action-kinds', interval.code) ?? t('entry.ActionStarted')),
      ),
    ),
  ];
  const supports = story.supports.flatMap((support) => {
    const lane = lanes.ofStructure(support.structure);
    // Support that is only inferred from a first meeting gives way to what was given there.
    const inferred = story.orientations.some(({ id }) => id === support.id);
    if (inferred && given.some((other) => other.lane === lane)) return [];
    return span('support', lane, support, label('support-kinds', support.supportKind) ?? t('frise.key.support'));
  });
  return inRows([...supports, ...given]);
}

/** Milestones: trainings begun and completed, jobs signed and begun, the exit. */
export function flagsOf({ story, entries }: Described, lanes: Lanes, spans: readonly Span[]): readonly Flag[] {
  const bySpan = new Map(spans.map((span) => [span.id, span]));
  const flag = (id: string, line: string, span: Span | undefined, on: string, text: string): Flag[] =>
    span === undefined
      ? []
      : [
          {
            type: 'flag',
            id: `flag-${id}`,
            line,
            lane: span.lane,
            row: span.row,
            on,
            name: t('frise.flag', { label: text, date: longDay(on, locale) }),
          },
        ];
  const exit = entries.findLast(
    ({ type, voided, occurredOn }) => type === 'ParcoursExited' && !voided && occurredOn === story.exitedOn,
  );
  const lastSupport = spans.findLast(({ kind }) => kind === 'support');
  return [
    ...story.trainings.flatMap(({ id, from, to, title, completed }) => [
      ...flag(id, id, bySpan.get(id), from, t('frise.trainingStarts', { title: title ?? '' }).trim()),
      ...(completed && to !== undefined
        ? flag(`${id}-end`, id, bySpan.get(id), to, t('frise.trainingEnds', { title: title ?? '' }).trim())
        : []),
    ]),
    ...story.jobs.flatMap(({ id, from }) => flag(id, id, bySpan.get(id), from, t('entry.JobStarted'))),
    ...entries
      .filter(({ type, voided }) => type === 'JobSigned' && !voided)
      .flatMap(({ eventId, occurredOn, structure }) => {
        const lane = lanes.ofStructure(structure?.id);
        const span = spans.find((candidate) => candidate.lane === lane);
        return flag(eventId, eventId, span, occurredOn, t('entry.JobSigned'));
      }),
    ...(exit === undefined
      ? []
      : flag(
          exit.eventId,
          exit.eventId,
          spans.find(({ lane }) => lane === lanes.ofStructure(exit.structure?.id)) ?? lastSupport,
          exit.occurredOn,
          t('entry.ParcoursExited'),
        )),
  ];
}

/** Solid as long as it is known to last; then the day expected in outline, or nothing known. */
function endOf(kind: SpanKind, { to, expectedEnd }: Stretch, last: string, open: boolean): Pick<Span, 'to' | 'after'> {
  if (to !== undefined) return { to, after: 'nothing' };
  if (expectedEnd !== undefined && expectedEnd < last) return { to: expectedEnd, after: 'fade' };
  if (expectedEnd !== undefined) return { to: last, after: open ? { dashedTo: expectedEnd } : 'fade' };
  return { to: last, after: kind === 'job' || kind === 'training' ? 'fade' : 'nothing' };
}

function sentence(label: string, structure: string, { from, to, expectedEnd }: Stretch): string {
  const day = (date: string) => longDay(date, locale);
  const params = { label, structure, from: day(from) };
  if (to !== undefined) return t('frise.span', { ...params, to: day(to) });
  if (expectedEnd !== undefined) return t('frise.spanExpected', { ...params, to: day(expectedEnd) });
  return t('frise.spanOpen', params);
}

function inRows(spans: readonly Omit<Span, 'row'>[]): readonly Span[] {
  const ends = new Map<number, string[]>();
  return spans
    .toSorted((a, b) => a.from.localeCompare(b.from))
    .map((span) => {
      const rows = ends.get(span.lane) ?? [];
      const free = rows.findIndex((end) => end <= span.from);
      const row = free === -1 ? rows.length : free;
      rows[row] = typeof span.after === 'object' ? span.after.dashedTo : span.to;
      ends.set(span.lane, rows);
      return { ...span, row };
    });
}
