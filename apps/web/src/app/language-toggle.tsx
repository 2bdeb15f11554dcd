import { useState } from 'react';
import { Icon } from '../design/index.js';
import { locale, t } from '../i18n/index.js';
import { holdsTyped } from './typed.js';

const OTHER = locale === 'fr' ? 'en' : 'fr';

/**
 * The page in the other language, for as long as this browser keeps it. The page is loaded anew: whatever was typed and
 * not saved is asked about first; the sheet of a step covers this button, and keeps a draft.
 */
export function LanguageToggle() {
  const [state, setState] = useState<'offered' | 'asked' | 'refused'>('offered');
  function change() {
    // Asked for twice: what is typed here goes with the page.
    if (state !== 'asked' && holdsTyped()) return setState('asked');
    try {
      localStorage.setItem('jalons.locale', OTHER);
    } catch {
      return setState('refused');
    }
    location.reload();
  }
  return (
    <button type="button" className="button button-quiet" onClick={change}>
      <Icon name="globe" />
      {state === 'offered' ? (
        <span className="button-word" lang={OTHER}>
          {t('language.other')}
        </span>
      ) : (
        <span className="who-sure">{t(state === 'asked' ? 'language.sure' : 'language.refused')}</span>
      )}
    </button>
  );
}
