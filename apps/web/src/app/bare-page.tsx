import type { ReactNode } from 'react';
import { LanguageToggle } from './language-toggle.js';
import { Logo } from './logo.js';
import './bare-page.css';
import { Page } from './page.js';

/** A page for someone who is not signed in: the mark, one card, nothing else. */
export function BarePage({
  title,
  lead,
  children,
}: {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}) {
  return (
    <main className="bare" id="contenu" tabIndex={-1}>
      <p className="brand">
        <Logo />
        Jalons
      </p>
      <div className="card">
        <Page title={title}>
          <p className="quiet">{lead}</p>
          {children}
        </Page>
      </div>
      <LanguageToggle />
    </main>
  );
}
