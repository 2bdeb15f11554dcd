import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useRouteContext, useSearch } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useMemo, useRef, useState } from 'react';
import { needed, parcoursQuery, type ParcoursView } from '../../../api/index.js';
import { Page, useShortcut } from '../../../app/index.js';
import { Icon } from '../../../design/index.js';
import { dayOf, t } from '../../../i18n/index.js';
import { ReadOnlyWord } from '../../elevations/read-only-word.js';
import { OpenParcours } from '../../people/open-parcours.js';
import { NowCards } from '../now/now-cards.js';
import { toDo } from '../now/now.js';
import { mayRecord, type Standing } from '../story/standing.js';
import { storyOf } from '../story/story.js';
import { useGlossary } from '../words/glossary.js';
import { Facts, PhaseChip } from './parcours-head.js';
import './parcours.css';
import { Skeleton } from './skeleton.js';
import { TimelineCard } from './timeline-card.js';

const loadAddStep = () => import('../add-step/index.js');
const AddStep = lazy(async () => ({ default: (await loadAddStep()).AddStep }));

const loadRisk = () => import('../../risk/risk-card.js');
const RiskCard = lazy(async () => ({ default: (await loadRisk()).RiskCard }));
const RiskMark = lazy(async () => ({ default: (await loadRisk()).RiskMark }));

/** Of whoever only reads: nothing is theirs to record. */
const READING: Standing = { structures: [], referent: '' };

/** One person's parcours: what to do now, then its time in a drawing and in words. */
export function ParcoursPage() {
  const { id } = useParams({ from: '/shell/parcours/$id' });
  const { data } = useQuery({ ...parcoursQuery(id), ...needed });
  return data === undefined ? <Skeleton /> : <Parcours view={data} key={id} />;
}

function Parcours({ view }: { readonly view: ParcoursView }) {
  const [today] = useState(() => dayOf(new Date()));
  const { etape, sur } = useSearch({ from: '/shell/parcours/$id' });
  const navigate = useNavigate({ from: '/parcours/$id' });
  const glossary = useGlossary(view, today);
  const story = useMemo(() => storyOf(view.entries), [view.entries]);
  const { me } = useRouteContext({ from: '/shell' });
  const referent = view.parcours.referent?.structure.id ?? null;
  const records = mayRecord(view.parcours, me);
  const standing = useMemo(
    () => (records ? { structures: me.structures, referent } : READING),
    [records, me.structures, referent],
  );

  const todo = toDo(story, view.gaps, today, standing);

  // The sheet is part of the address: a link leads to it, and the way back closes it.
  const open = useCallback(
    (kind: string, on?: string) =>
      void navigate({ search: { etape: kind, ...(on !== undefined && { sur: on }) }, resetScroll: false }),
    [navigate],
  );
  const close = useCallback(() => void navigate({ search: {}, resetScroll: false }), [navigate]);
  const add = useRef<HTMLButtonElement>(null);
  useShortcut('e', () => {
    if (!records) return;
    // Where the focus comes back to once the sheet is closed.
    add.current?.focus();
    open('choisir');
  });

  return (
    <Page
      title={view.person.displayName}
      tab={t('parcours.heading')}
      mark={
        <>
          <PhaseChip view={view} story={story} today={today} />
          {view.parcours.status === 'open' && (
            <Suspense fallback={null}>
              <RiskMark parcoursId={view.parcours.id} />
            </Suspense>
          )}
        </>
      }
      under={<Facts view={view} today={today} />}
      aside={
        records && (
          <div className="row parcours-actions no-print">
            <button
              type="button"
              ref={add}
              className="button button-primary"
              aria-keyshortcuts="E"
              title={t('parcours.keyAdd')}
              onClick={() => open('choisir')}
              onPointerEnter={() => void loadAddStep()}
              onFocus={() => void loadAddStep()}
            >
              <Icon name="plus" />
              {t('parcours.add')}
            </button>
            {view.parcours.status === 'open' && (
              <button type="button" className="button" onClick={() => open('orientation')}>
                <Icon name="swap" />
                {t('parcours.refer')}
              </button>
            )}
            {view.parcours.status === 'exited' && <OpenParcours beneficiary={view.parcours.beneficiaryId} again />}
          </div>
        )
      }
    >
      {!records && <ReadOnlyWord />}
      {records && (
        <Suspense fallback={null}>
          {/* Stays once loaded: it also says what was saved, after the sheet is closed. */}
          <AddStep
            view={view}
            story={story}
            standing={standing}
            glossary={glossary}
            kind={etape}
            on={sur}
            onOpen={open}
            onClose={close}
          />
        </Suspense>
      )}
      <NowCards
        risk={
          view.parcours.status === 'open' && (
            <Suspense fallback={null}>
              <RiskCard parcoursId={view.parcours.id} today={today} />
            </Suspense>
          )
        }
        todo={records ? todo : todo.map((item) => ({ ...item, answers: [] }))}
        barriers={story.barriers}
        glossary={glossary}
        onAnswer={({ kind, on }) => open(kind, on)}
      />
      <TimelineCard
        view={view}
        story={story}
        standing={standing}
        glossary={glossary}
        onVoid={(id) => open('void', id)}
        onCorrect={(id) => open('correction', id)}
      />
    </Page>
  );
}
