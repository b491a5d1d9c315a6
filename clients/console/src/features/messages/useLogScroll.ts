import { type RefObject, useCallback, useEffect, useRef, useState } from 'react';

/** So near to the end counts as "at the end". */
const NEAR_PX = 56;

export interface LogScroll {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly isAtEnd: boolean;
  readonly onScroll: () => void;
  readonly toEnd: () => void;
  /** For layout effects, after lines came: shows the end, or where unread lines begin. */
  readonly opened: () => void;
  /** Lines came below: follow them if the end was in view. */
  readonly grewBelow: () => void;
  /** Lines came above: what is being read must not move. */
  readonly grewAbove: () => void;
  /** Somebody asks for earlier lines: let go of the end. */
  readonly letGo: () => void;
}

/** Where a log stands. It follows new lines while its end is in view, and stays put while somebody reads further up. */
export function useLogScroll(): LogScroll {
  const scroller = useRef<HTMLDivElement>(null);
  const height = useRef(0);
  const sticks = useRef(true);
  const [isAtEnd, setAtEnd] = useState(true);

  const place = useCallback((top: (log: HTMLDivElement) => number) => {
    const log = scroller.current;
    if (!log) return;
    log.scrollTop = top(log);
    height.current = log.scrollHeight;
  }, []);
  const onScroll = useCallback(() => {
    const log = scroller.current;
    if (!log) return;
    sticks.current = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    setAtEnd(sticks.current);
  }, []);
  const toEnd = useCallback(() => {
    place((log) => log.scrollHeight);
    onScroll();
  }, [place, onScroll]);
  const opened = useCallback(() => {
    place(openingPlace);
    onScroll();
  }, [place, onScroll]);
  const grewBelow = useCallback(() => {
    place((log) => (sticks.current ? log.scrollHeight : log.scrollTop));
    onScroll();
  }, [place, onScroll]);
  const grewAbove = useCallback(() => {
    place((log) => (sticks.current ? log.scrollHeight : log.scrollTop + log.scrollHeight - height.current));
  }, [place]);
  const letGo = useCallback(() => {
    sticks.current = false;
  }, []);

  useEffect(() => {
    const log = scroller.current;
    const content = log?.firstElementChild;
    if (!log || !content) return;
    // The composer grows, the window turns, a long line wraps anew: the end stays in view.
    const observer = new ResizeObserver(() =>
      place((each) => (sticks.current ? each.scrollHeight : each.scrollTop)),
    );
    observer.observe(log);
    observer.observe(content);
    return () => observer.disconnect();
  }, [place]);

  return { scroller, isAtEnd, onScroll, toEnd, opened, grewBelow, grewAbove, letGo };
}

function openingPlace(log: HTMLElement): number {
  const divider = log.querySelector<HTMLElement>('[data-unread-divider]');
  if (!divider) return log.scrollHeight;
  const top = divider.getBoundingClientRect().top - log.getBoundingClientRect().top;
  return log.scrollTop + top - 48;
}
