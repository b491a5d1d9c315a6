import { useRef, useState } from 'react';
import { frozen } from './order';

interface Frozen {
  readonly ids: readonly string[];
  /** True while new rows wait at the end because the pointer is here. */
  readonly isHeld: boolean;
  readonly hover: {
    readonly onPointerEnter: (event: React.PointerEvent) => void;
    readonly onPointerLeave: () => void;
  };
}

/** Keeps the order of a list while a mouse is over it. A finger has no "over", so it freezes nothing. */
export function useFrozenOrder(ids: readonly string[], listKey: string): Frozen {
  const [isOver, setOver] = useState(false);
  const shown = useRef<{ key: string; ids: readonly string[] }>({ key: listKey, ids });
  const isSameList = shown.current.key === listKey;
  const next = isOver && isSameList ? frozen(shown.current.ids, ids) : ids;
  shown.current = { key: listKey, ids: next };
  return {
    ids: next,
    isHeld: isOver && next.some((id, index) => id !== ids[index]),
    hover: {
      onPointerEnter: (event) => setOver(event.pointerType === 'mouse'),
      onPointerLeave: () => setOver(false),
    },
  };
}
