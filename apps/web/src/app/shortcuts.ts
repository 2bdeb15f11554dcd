import { useEffect, useRef } from 'react';

const STORED = 'jalons.shortcuts';

/** Whether single keys act; someone who dictates or whose hand rests on the keys turns them off (WCAG 2.1.4). */
export function shortcutsOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off';
  } catch {
    return true;
  }
}

export function setShortcuts(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off');
  } catch {
    // Storage refused: shortcuts stay as they are.
  }
}

interface Press {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly defaultPrevented: boolean;
  readonly target: EventTarget | null;
}

/** True for the bare key pressed outside a field and outside a dialog: shortcuts never fire while typing. */
export function isShortcut(press: Press, key: string): boolean {
  if (press.ctrlKey || press.metaKey || press.altKey || press.defaultPrevented) return false;
  if (press.key.toLowerCase() !== key) return false;
  const target = press.target as Partial<Pick<HTMLElement, 'closest' | 'isContentEditable'>> | null;
  return target?.isContentEditable !== true && !target?.closest?.('input, textarea, select, [role="dialog"]');
}

/** Does something on a single key, anywhere on the page. */
export function useShortcut(key: string, act: () => void): void {
  const latest = useRef(act);
  useEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!shortcutsOn() || !isShortcut(event, key)) return;
      event.preventDefault();
      latest.current();
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, [key]);
}
