import { type KeyboardEvent, useState } from 'react';
import { useShortcut } from '../../shared/shortcuts';
import { allOf, change, toggled } from '../bulk/selection';

interface ListKeys {
  /** The one row that Tab reaches; J, K and the arrows move among the rows. */
  readonly tabStop: string | null;
  readonly list: {
    readonly onFocus: (event: React.FocusEvent) => void;
    readonly onKeyDown: (event: KeyboardEvent) => void;
  };
}

const rowLink = (id: string) => document.getElementById(rowId(id));

export function rowId(id: string): string {
  return `row-${id}`;
}

/** Focus moves, nothing opens: Enter opens. */
export function useListKeys(ids: readonly string[], openId: string | null): ListKeys {
  const [focused, setFocused] = useState<string | null>(null);
  const tabStop = [focused, openId].find((id) => id !== null && ids.includes(id)) ?? ids[0] ?? null;
  const move = (step: number) => {
    const here = rowLink(tabStop ?? '') === document.activeElement;
    const next = here ? ids.indexOf(tabStop ?? '') + step : Math.max(0, ids.indexOf(tabStop ?? ''));
    const id = ids[Math.min(ids.length - 1, Math.max(0, next))];
    if (id !== undefined) rowLink(id)?.focus();
  };
  useShortcut('KeyJ', () => move(1));
  useShortcut('KeyK', () => move(-1));
  useShortcut('KeyX', () => tabStop !== null && change((held) => toggled(held, tabStop)));
  return {
    tabStop,
    list: {
      onFocus: (event) => {
        const id = (event.target as Element)
          .closest('[data-conversation]')
          ?.getAttribute('data-conversation');
        if (id) setFocused(id);
      },
      onKeyDown: (event) => {
        if (event.code === 'KeyA' && (event.ctrlKey || event.metaKey)) {
          event.preventDefault();
          return change((held) => allOf(held, ids));
        }
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step === undefined) return;
        event.preventDefault();
        move(step);
      },
    },
  };
}
