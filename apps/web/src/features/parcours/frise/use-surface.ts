import { useEffect, useRef, useSyncExternalStore, type RefObject } from 'react';
import { flushSync } from 'react-dom';

let printing = false;

/** True while the page goes to paper: the drawing is then laid out for it before the print is made. */
export function usePrinting(): boolean {
  return useSyncExternalStore(watchPrint, () => printing);
}

function watchPrint(changed: () => void): () => void {
  const set = (now: boolean) => () => {
    printing = now;
    flushSync(changed);
  };
  const [before, after] = [set(true), set(false)];
  addEventListener('beforeprint', before);
  addEventListener('afterprint', after);
  return () => {
    removeEventListener('beforeprint', before);
    removeEventListener('afterprint', after);
  };
}

interface Panning {
  readonly left: number;
  readonly width: number;
  readonly move: (share: number) => void;
  readonly closer: (factor: number, around: number) => void;
  /** Nothing lies outside: drags and wheels are left to the page. */
  readonly still: boolean;
}

/** Points that a press may wander before it is a drag. */
const STEADY = 4;

/** Drag and sideways wheel move the drawing, Ctrl and wheel close in; the page keeps its own scroll. */
export function usePanning(element: RefObject<HTMLElement | null>, panning: Panning): void {
  const latest = useRef(panning);
  useEffect(() => {
    latest.current = panning;
  });
  useEffect(() => {
    const surface = element.current;
    if (surface === null) return;
    let held: { id: number; x: number; dragging: boolean } | undefined;

    const wheel = (event: WheelEvent) => {
      const { left, width, move, closer, still } = latest.current;
      if (event.ctrlKey) {
        event.preventDefault();
        const at = (event.clientX - surface.getBoundingClientRect().left - left) / width;
        closer(event.deltaY < 0 ? 0.8 : 1.25, Math.min(1, Math.max(0, at)));
        return;
      }
      const sideways = event.shiftKey ? event.deltaY || event.deltaX : event.deltaX;
      if (still || Math.abs(sideways) <= (event.shiftKey ? 0 : Math.abs(event.deltaY))) return;
      event.preventDefault();
      move(sideways / width);
    };
    const down = (event: globalThis.PointerEvent) => {
      if (event.button === 0 && !latest.current.still)
        held = { id: event.pointerId, x: event.clientX, dragging: false };
    };
    const drag = (event: globalThis.PointerEvent) => {
      if (held?.id !== event.pointerId) return;
      const by = event.clientX - held.x;
      if (!held.dragging && Math.abs(by) < STEADY) return;
      if (!held.dragging) surface.setPointerCapture(event.pointerId);
      held = { id: event.pointerId, x: event.clientX, dragging: true };
      latest.current.move(-by / latest.current.width);
    };
    const release = () => {
      held = undefined;
    };

    surface.addEventListener('wheel', wheel, { passive: false });
    surface.addEventListener('pointerdown', down);
    surface.addEventListener('pointermove', drag);
    surface.addEventListener('pointerup', release);
    surface.addEventListener('pointercancel', release);
    return () => {
      surface.removeEventListener('wheel', wheel);
      surface.removeEventListener('pointerdown', down);
      surface.removeEventListener('pointermove', drag);
      surface.removeEventListener('pointerup', release);
      surface.removeEventListener('pointercancel', release);
    };
  }, [element]);
}
