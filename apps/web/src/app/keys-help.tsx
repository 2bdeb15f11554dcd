import { useRef, useState } from 'react';
import { Icon } from '../design/index.js';
import { t, type MessageKey } from '../i18n/index.js';
import './keys-help.css';
import { setShortcuts, shortcutsOn, useShortcut } from './shortcuts.js';

const KEYS: readonly (readonly [key: string, does: MessageKey])[] = [
  ['Ctrl K', 'keys.search'],
  ['E', 'keys.add'],
  ['1 – 8', 'keys.kind'],
  ['↑ ↓', 'keys.list'],
  ['← → ↑ ↓', 'keys.frise'],
  ['+ −', 'keys.zoom'],
  ['?', 'keys.help'],
];

/** The keys there are, and the way to turn the single ones off (WCAG 2.1.4). */
export function KeysHelp() {
  const dialog = useRef<HTMLDialogElement>(null);
  const [open, setOpen] = useState(false);
  const [on, setOn] = useState(shortcutsOn);
  function show() {
    setOpen(true);
    dialog.current?.showModal();
  }
  useShortcut('?', show);
  return (
    <>
      <button type="button" className="button button-quiet keys-open" onClick={show}>
        <Icon name="keys" />
        <span className="button-word">{t('keys.title')}</span>
      </button>
      <dialog className="keys" ref={dialog} aria-labelledby="keys-title" onClose={() => setOpen(false)}>
        {open && (
          <div className="stack">
            <h2 id="keys-title">{t('keys.title')}</h2>
            <dl>
              {KEYS.map(([key, does]) => (
                <div key={does}>
                  <dt>
                    <kbd>{key}</kbd>
                  </dt>
                  <dd>{t(does)}</dd>
                </div>
              ))}
            </dl>
            <label className="row">
              <input
                type="checkbox"
                checked={on}
                onChange={({ target }) => {
                  setShortcuts(target.checked);
                  setOn(target.checked);
                }}
              />
              {t('keys.on')}
            </label>
            <p>
              <button type="button" className="button" onClick={() => dialog.current?.close()}>
                {t('app.close')}
              </button>
            </p>
          </div>
        )}
      </dialog>
    </>
  );
}
