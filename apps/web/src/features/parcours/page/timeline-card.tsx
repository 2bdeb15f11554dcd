import { useRouterState } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import type { ParcoursView } from '../../../api/index.js';
import { Segments } from '../../../design/index.js';
import { daysBetween, t } from '../../../i18n/index.js';
import { Frise } from '../frise/frise.js';
import { friseOf } from '../frise/frise-of.js';
import { mayMend, maySayAnew, type Standing } from '../story/standing.js';
import type { Story } from '../story/story.js';
import { TimelineList } from '../timeline/timeline-list.js';
import type { Glossary } from '../words/entry-words.js';

interface TimelineCardProps {
  readonly view: ParcoursView;
  readonly story: Story;
  readonly standing: Standing;
  readonly glossary: Glossary;
  readonly onVoid: (eventId: string) => void;
  readonly onCorrect: (eventId: string) => void;
}

const MONTH = 30.4;

/** The time of the parcours, in a drawing and in words; in words alone on a phone, unless asked. */
export function TimelineCard({ view, story, standing, glossary, onVoid, onCorrect }: TimelineCardProps) {
  const [shape, setShape] = useState<'frise' | 'list'>(() =>
    matchMedia('(max-width: 760px)').matches ? 'list' : 'frise',
  );
  const [showVoided, setShowVoided] = useState(false);
  const { entries, gaps } = view;
  useLineOfAddress();
  return (
    <section className="card timeline-card" aria-labelledby="timeline">
      <header className="timeline-head">
        <h2 id="timeline">{t('parcours.heading')}</h2>
        <Segments
          label={t('parcours.view')}
          value={shape}
          onChange={setShape}
          options={[
            { value: 'frise', label: t('parcours.frise') },
            { value: 'list', label: t('parcours.list') },
          ]}
        />
        <Summary view={view} story={story} today={glossary.today} />
        {entries.some(({ voided }) => voided) && (
          <label className="timeline-voided no-print">
            <input type="checkbox" checked={showVoided} onChange={(event) => setShowVoided(event.target.checked)} />
            {t('parcours.showVoided')}
          </label>
        )}
      </header>
      {shape === 'frise' && <Drawing view={view} story={story} glossary={glossary} showVoided={showVoided} />}
      <TimelineList
        entries={entries}
        gaps={gaps}
        showVoided={showVoided}
        glossary={glossary}
        mayMend={(entry) => mayMend(entry, standing)}
        onVoid={onVoid}
        onCorrect={(entry) => (maySayAnew(entry, standing) ? () => onCorrect(entry.eventId) : undefined)}
      />
    </section>
  );
}

/** A link that names a line of the parcours leads to it, as soon as it is there. */
function useLineOfAddress(): void {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  useEffect(() => {
    const line = hash === '' ? null : document.getElementById(hash);
    line?.scrollIntoView({ block: 'center' });
    line?.focus({ preventScroll: true });
  }, [hash]);
}

function Drawing({
  view,
  story,
  glossary,
  showVoided,
}: Omit<TimelineCardProps, 'onVoid' | 'onCorrect' | 'standing'> & { readonly showVoided: boolean }) {
  const { parcours, person, entries, gaps } = view;
  const drawn = useMemo(() => {
    const { referent, openedOn } = parcours;
    return friseOf({
      story,
      entries,
      gaps,
      openedOn,
      referent: referent && { name: referent.name, structure: referent.structure.id },
      glossary,
      showVoided,
    });
  }, [parcours, story, entries, gaps, glossary, showVoided]);
  return <Frise drawn={drawn} person={person.displayName} />;
}

function Summary({
  view,
  story,
  today,
}: {
  readonly view: ParcoursView;
  readonly story: Story;
  readonly today: string;
}) {
  const { parcours, entries, gaps } = view;
  const months = Math.floor(daysBetween(parcours.openedOn, parcours.exitedOn ?? today) / MONTH);
  const alone = gaps.reduce((sum, { days }) => sum + days, 0);
  return (
    <p className="quiet small">
      {t('parcours.lived', { months })}
      {' · '}
      {t('parcours.summary', {
        structures: new Set(story.supports.map(({ structure }) => structure)).size,
        steps: entries.filter(({ voided }) => !voided).length,
      })}
      {alone > 0 && (
        <>
          {' · '}
          <strong className="timeline-alone">{t('parcours.gapDays', { days: alone })}</strong>
        </>
      )}
    </p>
  );
}
