import { lazy, Suspense, useState } from 'react';
import { t } from '../../i18n/index.js';
import type { EntryAddress } from './elevation-form.js';

const loadForm = () => import('./elevation-form.js');
const ElevationForm = lazy(async () => ({ default: (await loadForm()).ElevationForm }));

interface ElevationButtonProps {
  readonly beneficiary: string;
  /** A name or a case number: what the reader knows her by. */
  readonly who: string;
  /** Code of `elevation-reasons` that is chosen at first. */
  readonly reason?: string;
  /** What it was asked to see; her newest parcours by default. */
  readonly entry?: EntryAddress;
}

/** The last resort: leads to the form by which the glass is broken on one person. */
export function ElevationButton({ reason = '', ...asked }: ElevationButtonProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <button
        type="button"
        className="link-button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        onPointerEnter={() => void loadForm()}
        onFocus={() => void loadForm()}
      >
        {t('elevation.ask')}
        <span className="visually-hidden"> : {asked.who}</span>
      </button>
      {open && (
        <Suspense fallback={null}>
          <ElevationForm {...asked} reason={reason} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  );
}
