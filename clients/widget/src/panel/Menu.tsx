import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon } from './Icon';

export interface MenuItem {
  readonly label: string;
  readonly isDanger?: boolean;
  readonly run: () => void;
}

interface Props {
  readonly label: string;
  readonly items: readonly MenuItem[];
}

/** A button that opens a few items. */
export function Menu({ label, items }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isUp, setUp] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const toggle = () => {
    setUp(isLow(button.current));
    setOpen(!isOpen);
  };
  const close = (isBack: boolean) => {
    setOpen(false);
    if (isBack) button.current?.focus();
  };
  return (
    <>
      <button
        type="button"
        class="tool small"
        ref={button}
        aria-label={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={toggle}
      >
        <Icon name="dots" size={18} />
      </button>
      {isOpen && <MenuItems items={items} isUp={isUp} onClose={close} />}
    </>
  );
}

interface ItemsProps {
  readonly items: readonly MenuItem[];
  readonly isUp: boolean;
  /** `isBack`: the focus goes back to the button. */
  readonly onClose: (isBack: boolean) => void;
}

/** The open menu: arrows move, Escape and leaving close. */
export function MenuItems({ items, isUp, onClose }: ItemsProps) {
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => itemsIn(menu.current)[0]?.focus(), []);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape') onClose(true);
    else if (event.key === 'ArrowDown' || event.key === 'ArrowUp')
      step(menu.current, event.key === 'ArrowDown' ? 1 : -1);
    else if (event.key === 'Tab') return onClose(false);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocusOut = (event: FocusEvent) => {
    const next = event.relatedTarget as Node | null;
    if (next && !menu.current?.contains(next)) onClose(false);
  };
  return (
    <div
      class={isUp ? 'menu up' : 'menu'}
      role="menu"
      tabIndex={-1}
      ref={menu}
      onKeyDown={onKeyDown}
      onFocusOut={onFocusOut}
    >
      {items.map(({ label, isDanger, run }) => (
        <button
          key={label}
          type="button"
          role="menuitem"
          tabIndex={-1}
          class={isDanger ? 'danger' : undefined}
          onClick={() => {
            onClose(false);
            run();
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** In the lower half of the log there is more room above. */
function isLow(button: HTMLElement | null): boolean {
  const log = button?.closest('.log')?.getBoundingClientRect();
  return (
    log !== undefined && (button as HTMLElement).getBoundingClientRect().top > (log.top + log.bottom) / 2
  );
}

function itemsIn(menu: HTMLElement | null): HTMLElement[] {
  return [...(menu?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
}

function step(menu: HTMLElement | null, by: number): void {
  const all = itemsIn(menu);
  const root = menu?.getRootNode() as ShadowRoot;
  const at = all.indexOf(root.activeElement as HTMLElement);
  all[(at + by + all.length) % all.length]?.focus();
}
