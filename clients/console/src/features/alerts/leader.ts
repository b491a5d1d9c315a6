/** Of several tabs only one rings. Without Web Locks each thinks it is the one: twice is better than never. */
const LOCK = 'besedka.console.';

export interface Leadership {
  readonly isLeader: () => boolean;
  readonly leave: () => void;
}

export function standForLeader(locks: LockManager | undefined, of = 'alerts'): Leadership {
  if (!locks) return { isLeader: () => true, leave: () => undefined };
  let isLeader = false;
  let release: () => void = () => undefined;
  const left = new AbortController();
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  locks
    .request(LOCK + of, { signal: left.signal }, () => {
      isLeader = true;
      return held;
    })
    .catch(() => undefined);
  return {
    isLeader: () => isLeader,
    leave: () => {
      isLeader = false;
      left.abort();
      release();
    },
  };
}
