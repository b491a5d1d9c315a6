type Subscribe = (listener: () => void) => () => void;

export const GATHER_MS = 100;

/**
 * Passes news on at once, then at most once in `GATHER_MS`: work on hundreds of conversations is hundreds of frames, and
 * drawing a long list for each of them would hold the page up for seconds. What is drawn is always the latest state.
 */
export function gathered(subscribe: Subscribe): Subscribe {
  const listeners = new Set<() => void>();
  let timer: ReturnType<typeof setTimeout> | null = null;
  let hasNews = false;
  let leave = () => {};
  const pass = () => {
    hasNews = false;
    timer = setTimeout(() => {
      timer = null;
      if (hasNews) pass();
    }, GATHER_MS);
    for (const listener of [...listeners]) listener();
  };
  const hear = () => {
    hasNews = true;
    if (timer === null) pass();
  };
  return (listener) => {
    if (listeners.size === 0) leave = subscribe(hear);
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
      if (listeners.size === 0) leave();
    };
  };
}
