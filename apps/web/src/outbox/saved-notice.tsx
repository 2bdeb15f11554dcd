import { useEffect, useRef, useState } from 'react';
import { ApiProblem, NoAnswer } from '../api/index.js';
import { Icon } from '../design/index.js';
import { clock, locale, t } from '../i18n/index.js';
import './outbox.css';

/** What the server has taken, as said after its form is closed. */
export interface Saved {
  readonly sentence: string;
  readonly at: Date;
  /** What one press may void again; empty for what cannot be undone that way. */
  readonly eventIds: readonly string[];
}

type Undo =
  { readonly state: 'offered' | 'gone' | 'undoing' | 'undone' } | { readonly state: 'failed'; readonly reason: string };

/** Seconds during which one press undoes; afterwards the line of what was saved offers the same. */
const SECONDS = 10;

interface SavedNoticeProps {
  readonly saved: Saved;
  /** Voids one of its entries, once for one key. */
  readonly onVoid: (entry: { readonly eventId: string; readonly why: string }, key: string) => Promise<unknown>;
  /** After a try, whatever has become of it. */
  readonly onTried: () => Promise<unknown>;
}

/** "Enregistré à 14:02", and the way back. */
export function SavedNotice({ saved, onVoid, onTried }: SavedNoticeProps) {
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
        await onVoid({ eventId, why: t('step.mistake') }, key);
      }
      setUndo({ state: 'undone' });
    } catch (error) {
      if (!(error instanceof ApiProblem) && !(error instanceof NoAnswer)) throw error;
      setUndo({ state: 'failed', reason: error.message });
    }
    await onTried();
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
