import { useEffect, type ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** What the tab says where the heading must not: no name of a person stays in the browser's history. */
  readonly tab?: string;
  /** Beside the heading: a state in one word. */
  readonly mark?: ReactNode;
  /** Under the heading: the facts that go with it. */
  readonly under?: ReactNode;
  readonly aside?: ReactNode;
  readonly children: ReactNode;
}

/** A page: its one heading, said in the tab too, and its content. */
export function Page({ title, tab = title, mark, under, aside, children }: PageProps) {
  useEffect(() => {
    document.title = `${tab} · Jalons`;
  }, [tab]);
  return (
    <div className="stack">
      <div className="row page-head">
        <div className="page-title">
          <div className="row">
            <h1>{title}</h1>
            {mark}
          </div>
          {under}
        </div>
        {aside}
      </div>
      {children}
    </div>
  );
}
