import { startTransition, useEffect, useRef, useState } from 'react';
import type { CaseItem } from '../../api/index.js';
import { CaseRow } from './case-row.js';

interface CaseGroupProps {
  readonly items: readonly CaseItem[];
  /** Of the first row in the whole list, from 1. */
  readonly first: number;
  readonly today: string;
  readonly risks: boolean;
}

/** How far beyond the edges of the screen rows are kept ready, for whoever scrolls or walks on. */
const AROUND = '1200px 0px';
/** Before any was seen: two lines and their margins, in points. */
const ROW_GUESS = 64;

/** Some rows of a long list; while they are far from the screen, only their height is there. */
export function CaseGroup({ items, first, today, risks }: CaseGroupProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [near, setNear] = useState(first === 1);
  const [height, setHeight] = useState(items.length * ROW_GUESS);

  useEffect(() => {
    const element = body.current;
    if (element === null) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (entry === undefined) return;
        // What was on the screen keeps its height when it leaves.
        if (!entry.isIntersecting && entry.boundingClientRect.height > 0) setHeight(entry.boundingClientRect.height);
        startTransition(() => setNear(entry.isIntersecting));
      },
      { rootMargin: AROUND },
    );
    observer.observe(element);
    return () => observer.disconnect();
  }, []);

  return (
    <tbody ref={body}>
      {near ? (
        items.map((item, index) => (
          <CaseRow key={item.parcoursId} item={item} place={first + index} today={today} risks={risks} />
        ))
      ) : (
        <tr className="file-far" aria-hidden="true">
          <td colSpan={risks ? 6 : 5} style={{ height }}>
            {'\u00a0'}
          </td>
        </tr>
      )}
    </tbody>
  );
}
