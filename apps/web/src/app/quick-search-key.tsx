import { lazy, Suspense, useEffect, useState } from 'react';
import type { Me } from '../api/index.js';

const QuickSearch = lazy(async () => ({ default: (await import('../features/quick-search/index.js')).QuickSearch }));

/** `Ctrl K` finds a person or a page from anywhere, also while typing; loaded the first time it is asked for. */
export function QuickSearchKey({ me }: { readonly me: Me }) {
  const [open, setOpen] = useState(false);
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 'k') return;
      // The browser's own use of these keys would leave the page; behind a dialog they do nothing.
      event.preventDefault();
      if (document.querySelector('dialog[open], [role="dialog"]') === null) setOpen(true);
    };
    document.addEventListener('keydown', press);
    return () => document.removeEventListener('keydown', press);
  }, []);
  return open ? (
    <Suspense fallback={null}>
      <QuickSearch me={me} onClose={() => setOpen(false)} />
    </Suspense>
  ) : null;
}
