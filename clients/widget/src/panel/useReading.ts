import type { RefObject } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Chat } from './chat';
import { usePanel } from './context';
import type { Line } from './timeline';

/** Marks the operators' messages read that are truly in view: panel open, tab visible, line inside the log's window. */
export function useReading(
  log: RefObject<HTMLDivElement | null>,
  { conversation }: Chat,
  isShown: boolean,
  lines: readonly Line[],
): void {
  const { session } = usePanel();
  const id = conversation?.id;
  useEffect(() => {
    const box = log.current;
    if (!box || !isShown || id === undefined) return undefined;
    const look = () => {
      const seq = document.visibilityState === 'visible' ? lastSeqInView(box, id) : 0;
      if (seq > 0) session.client.read(id, seq);
    };
    const watching = new AbortController();
    const { signal } = watching;
    look();
    box.addEventListener('scroll', look, { signal, passive: true });
    document.addEventListener('visibilitychange', look, { signal });
    return () => watching.abort();
  }, [isShown, id, lines, session, log]);
}

/** Lines stand in order, so the last one whose middle is above the lower edge is the last one seen. */
function lastSeqInView(box: HTMLElement, id: string): number {
  const edge = box.getBoundingClientRect().bottom;
  const all = [...box.querySelectorAll<HTMLElement>('[data-seq]')];
  const lines = all.filter((line) => line.dataset.conversation === id);
  const seen = lines.findLast((line) => {
    const { top, bottom } = line.getBoundingClientRect();
    return (top + bottom) / 2 <= edge;
  });
  return Number(seen?.dataset.seq ?? 0);
}
