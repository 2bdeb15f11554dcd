import { useEffect, useState, type RefObject } from 'react';

const UNMEASURED = 1000;

/** The width of an element, in points, as it changes. */
export function useWidth(element: RefObject<HTMLElement | null>): number {
  const [width, setWidth] = useState(UNMEASURED);
  useEffect(() => {
    const watched = element.current;
    if (watched === null) return;
    const observer = new ResizeObserver(([entry]) => {
      const measured = Math.round(entry?.contentRect.width ?? 0);
      if (measured > 0) setWidth(measured);
    });
    observer.observe(watched);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
