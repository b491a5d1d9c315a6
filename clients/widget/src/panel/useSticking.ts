import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Line } from './timeline';

/** This near to the end counts as being there. */
const NEAR_PX = 48;

/**
 * Keeps the log where its reader is: at the end if he is at the end, else at the line he looks at, also when earlier
 * lines are put before it. After an own message it goes to the end.
 */
export function useSticking(lines: readonly Line[], isShown: boolean, acts: number) {
  const log = useRef<HTMLDivElement>(null);
  const place = useRef({ isAtEnd: true, first: '', height: 0 });
  const [isAtEnd, setAtEnd] = useState(true);

  const toEnd = () => {
    const box = log.current;
    if (box) box.scrollTop = box.scrollHeight;
    place.current.isAtEnd = true;
    setAtEnd(true);
  };
  const onScroll = () => {
    const box = log.current;
    if (!box) return;
    const near = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX;
    place.current.isAtEnd = near;
    if (near) setAtEnd(true);
  };

  useLayoutEffect(() => {
    const box = log.current;
    if (!box) return;
    const { isAtEnd: stays, first, height } = place.current;
    const firstNow = firstKey(lines);
    const hasEarlierLines = first !== '' && first !== firstNow && lines.some((line) => line.key === first);
    if (stays) toEnd();
    else if (hasEarlierLines) box.scrollTop += box.scrollHeight - height;
    else if (box.scrollHeight > height) setAtEnd(false);
    place.current = { isAtEnd: place.current.isAtEnd, first: firstNow, height: box.scrollHeight };
  }, [lines]);

  useLayoutEffect(toEnd, [isShown, acts]);

  useEffect(() => {
    const box = log.current;
    if (!box || typeof ResizeObserver === 'undefined') return undefined;
    const observer = new ResizeObserver(() => {
      if (place.current.isAtEnd) box.scrollTop = box.scrollHeight;
    });
    observer.observe(box);
    return () => observer.disconnect();
  }, []);

  return { log, isAtEnd, toEnd, onScroll };
}

function firstKey(lines: readonly Line[]): string {
  return lines.find((line) => line.kind !== 'day')?.key ?? '';
}
