import { useState } from 'react';
import { Icon } from '../design/index.js';
import { t } from '../i18n/index.js';

/** Follows the system until someone chooses; the choice stays in this browser. */
export function ThemeToggle() {
  const [dark, setDark] = useState(isDark);
  function toggle() {
    const theme = dark ? 'light' : 'dark';
    document.documentElement.dataset['theme'] = theme;
    try {
      localStorage.setItem('jalons.theme', theme);
    } catch {
      // Storage refused: the choice lasts as long as the page.
    }
    setDark(!dark);
  }
  return (
    <button type="button" className="button button-quiet" onClick={toggle}>
      <Icon name={dark ? 'sun' : 'moon'} />
      <span className="button-word">{dark ? t('app.themeLight') : t('app.themeDark')}</span>
    </button>
  );
}

function isDark(): boolean {
  const chosen = document.documentElement.dataset['theme'];
  return chosen === undefined ? matchMedia('(prefers-color-scheme: dark)').matches : chosen === 'dark';
}
