import { useEffect, type ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** What the tab says where the heading must not: no name of a person stays in the browser's history. */
  readonly tab?: string;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its one heading, said in the tab too, and its content. */
export function Page({ title, tab = title, aside, children }: PageProps) {
  useEffect(() => {
    document.title = `${tab} · Jalons`;
  }, [tab]);
  return (
    <div className="stack">
      <div className="row page-head">
        <h1>{title}</h1>
        {aside}
      </div>
      {children}
    </div>
  );
}
