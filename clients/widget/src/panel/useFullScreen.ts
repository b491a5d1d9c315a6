import type { RefObject } from 'preact';
import { useEffect, useState } from 'preact/hooks';

const PHONE = '(max-width: 480px), (max-height: 480px)';

/**
 * On a phone the panel is the screen: the page behind stands still, and the panel ends above the keyboard, which
 * `dvh` does not know of.
 */
export function useFullScreen(panel: RefObject<HTMLElement | null>, isShown: boolean): boolean {
  const [isPhone, setPhone] = useState(() => matchMedia(PHONE).matches);
  const isFull = isPhone && isShown;

  useEffect(() => {
    const query = matchMedia(PHONE);
    const follow = () => setPhone(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);

  useEffect(() => {
    if (!isFull) return undefined;
    const { style } = document.documentElement;
    const former = style.overflow;
    style.overflow = 'hidden';
    return () => {
      style.overflow = former;
    };
  }, [isFull]);

  useEffect(() => {
    const view = window.visualViewport;
    const box = panel.current;
    if (!isFull || !view || !box) return undefined;
    const fit = () =>
      box.style.setProperty('--keyboard', `${Math.max(0, window.innerHeight - view.height)}px`);
    fit();
    view.addEventListener('resize', fit);
    return () => {
      view.removeEventListener('resize', fit);
      box.style.removeProperty('--keyboard');
    };
  }, [isFull, panel]);

  return isFull;
}
