import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePanel } from './context';
import { Icon } from './Icon';

interface Props {
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

/** The menu of an own message: a button that opens two items; arrows move, Escape and leaving close. */
export function MessageMenu({ onEdit, onDelete }: Props) {
  const { words } = usePanel();
  const [isOpen, setOpen] = useState(false);
  const [isUp, setUp] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isOpen) items(menu.current)[0]?.focus();
  }, [isOpen]);

  const toggle = () => {
    setUp(isLow(button.current));
    setOpen(!isOpen);
  };
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };
  const choose = (run: () => void) => () => {
    setOpen(false);
    run();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') close();
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      step(menu.current, event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Tab') return setOpen(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = (event: FocusEvent) => {
    const next = event.relatedTarget as Node | null;
    if (next && !menu.current?.contains(next)) setOpen(false);
  };

  return (
    <>
      <button
        type="button"
        class="tool small"
        ref={button}
        aria-label={words.actions}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={toggle}
      >
        <Icon name="dots" size={18} />
      </button>
      {isOpen && (
        <div
          class={isUp ? 'menu up' : 'menu'}
          role="menu"
          tabIndex={-1}
          ref={menu}
          onKeyDown={onKeyDown}
          onFocusOut={onFocusOut}
        >
          <button type="button" role="menuitem" tabIndex={-1} onClick={choose(onEdit)}>
            {words.edit}
          </button>
          <button type="button" role="menuitem" tabIndex={-1} class="danger" onClick={choose(onDelete)}>
            {words.delete}
          </button>
        </div>
      )}
    </>
  );
}

/** In the lower half of the log there is more room above. */
function isLow(button: HTMLElement | null): boolean {
  const log = button?.closest('.log')?.getBoundingClientRect();
  return (
    log !== undefined && (button as HTMLElement).getBoundingClientRect().top > (log.top + log.bottom) / 2
  );
}

function items(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

function step(menu: HTMLElement | null, by: number): void {
  const all = items(menu);
  const root = menu?.getRootNode() as ShadowRoot;
  const at = all.indexOf(root.activeElement as HTMLElement);
  all[(at + by + all.length) % all.length]?.focus();
}
