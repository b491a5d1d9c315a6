import { ActionIcon } from '@mantine/core';
import type { KeyboardEvent, MouseEvent } from 'react';
import { IconArrowDown, IconArrowUp, IconTrash } from '../../../shared/icons';
import { useWords } from '../words';

export interface Ordered {
  /** The name of the thing that they move. */
  readonly name: string;
  readonly index: number;
  readonly count: number;
  readonly onMove: (step: -1 | 1) => void;
  readonly onRemove: () => void;
}

/** Up, down and away, for one thing of a list. At an end the button stays, so that the focus has a place. */
export function OrderButtons({ name, index, count, onMove, onRemove }: Ordered) {
  const { t } = useWords();
  const move = (event: MouseEvent<HTMLButtonElement>, step: -1 | 1) => {
    const button = event.currentTarget;
    onMove(step);
    // The row that is put elsewhere takes its focus along only if it is given back.
    requestAnimationFrame(() => button.focus());
  };
  const common = { variant: 'subtle', color: 'gray', size: 'lg' } as const;
  return (
    <>
      <ActionIcon
        {...common}
        aria-label={t('form.up', { name })}
        aria-disabled={index === 0}
        onClick={(event) => move(event, -1)}
      >
        <IconArrowUp size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon
        {...common}
        aria-label={t('form.down', { name })}
        aria-disabled={index === count - 1}
        onClick={(event) => move(event, 1)}
      >
        <IconArrowDown size={18} aria-hidden />
      </ActionIcon>
      <ActionIcon {...common} aria-label={t('form.remove', { name })} onClick={onRemove}>
        <IconTrash size={18} aria-hidden />
      </ActionIcon>
    </>
  );
}

/** Alt with an arrow does the same for whatever has the focus. */
export function moveByKeys(event: KeyboardEvent<HTMLElement>, onMove: (step: -1 | 1) => void): void {
  const step = ({ ArrowUp: -1, ArrowDown: 1 } as const)[event.key];
  if (!event.altKey || step === undefined) return;
  event.preventDefault();
  const field = event.target as HTMLElement;
  onMove(step);
  requestAnimationFrame(() => field.focus());
}
