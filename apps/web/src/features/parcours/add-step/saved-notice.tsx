import { useEffect, useRef, useState } from 'react';
import { ApiProblem, NoAnswer } from '../../../api/index.js';
import { queryClient } from '../../../app/index.js';
import { Icon } from '../../../design/index.js';
import { clock, locale, t } from '../../../i18n/index.js';
import { postParcel } from '../../../outbox/index.js';

/** A step that the server has taken, as said after its form is closed. */
export interface SavedStep {
  readonly sentence: string;
  readonly at: Date;
  /** What one press may void again; empty for what cannot be undone that way. */
  readonly eventIds: readonly string[];
  /** For which it was saved: it voids it too. */
  readonly structure: string | undefined;
}

type Undo =
  { readonly state: 'offered' | 'gone' | 'undoing' | 'undone' } | { readonly state: 'failed'; readonly reason: string };

/** Seconds during which one press undoes; afterwards the line of the timeline offers the same. */
const SECONDS = 10;

/** "Enregistré à 14:02", and the way back. */
export function SavedNotice({ parcoursId, saved }: { readonly parcoursId: string; readonly saved: SavedStep }) {
  const [undo, setUndo] = useState<Undo>({ state: saved.eventIds.length > 0 ? 'offered' : 'gone' });
  // The same keys if pressed again after a failure: each entry is voided once.
  const [voids] = useState(() => saved.eventIds.map((eventId) => ({ eventId, key: crypto.randomUUID() })));
  const [held, setHeld] = useState(false);
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (undo.state !== 'offered' || held) return;
    const timer = setTimeout(() => setUndo({ state: 'gone' }), SECONDS * 1000);
    return () => clearTimeout(timer);
  }, [undo.state, held]);

  async function voidAll() {
    setUndo({ state: 'undoing' });
    box.current?.focus();
    try {
      // Backwards: what follows depends on what came first.
      for (const { eventId, key } of voids.toReversed()) {
        const body = { eventId, why: t('step.mistake') };
        const { structure } = saved;
        const parcel = { parcoursId, path: '/parcours/{id}/steps/voids', body };
        await postParcel({ ...parcel, ...(structure !== undefined && { structure }) }, key);
      }
      setUndo({ state: 'undone' });
    } catch (error) {
      if (!(error instanceof ApiProblem) && !(error instanceof NoAnswer)) throw error;
      setUndo({ state: 'failed', reason: error.message });
    }
    await queryClient.invalidateQueries({ queryKey: ['parcours', parcoursId] });
  }

  const offered = undo.state === 'offered' || undo.state === 'failed';
  return (
    <div
      className="saved-notice no-print"
      ref={box}
      tabIndex={-1}
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <p role="status">
        <Icon name={undo.state === 'undone' ? 'undo' : 'check'} />
        <span>
          {undo.state === 'undone' ? (
            t('step.undone')
          ) : (
            <>
              <strong>{t('save.savedAt', { time: clock(saved.at, locale) })}</strong> {saved.sentence}
            </>
          )}
          {undo.state === 'undoing' && ` ${t('step.undoing')}`}
          {undo.state === 'failed' && ` ${t('step.undoFailed', { reason: undo.reason })}`}
        </span>
      </p>
      {offered && (
        <button type="button" className="button" onClick={() => void voidAll()}>
          <Icon name="undo" />
          {t('step.undo')}
        </button>
      )}
    </div>
  );
}
