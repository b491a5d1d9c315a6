import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { Icon, type IconName } from './Icon';

export interface MenuItem {
  readonly label: string;
  readonly isDanger?: boolean;
  readonly run: () => void;
}

interface Props {
  readonly label: string;
  readonly icon: IconName;
  readonly class: string;
  readonly items: readonly MenuItem[];
}

/** A button that opens a few items; arrows move, Escape and leaving close. */
export function Menu({ label, icon, class: className, items }: Props) {
  const [isOpen, setOpen] = useState(false);
  const [isUp, setUp] = useState(false);
  const button = useRef<HTMLButtonElement>(null);
  const menu = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (isOpen) itemsIn(menu.current)[0]?.focus();
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
        class={className}
        ref={button}
        aria-label={label}
        title={label}
        aria-haspopup="menu"
        aria-expanded={isOpen}
        onClick={toggle}
      >
        <Icon name={icon} size={className.includes('small') ? 18 : 22} />
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
          {items.map((item) => (
            <button
              key={item.label}
              type="button"
              role="menuitem"
              tabIndex={-1}
              class={item.isDanger ? 'danger' : undefined}
              onClick={choose(item.run)}
            >
              {item.label}
            </button>
          ))}
        </div>
      )}
    </>
  );
}

/** In the lower half of the log there is more room above; below it there is none. */
function isLow(button: HTMLElement | null): boolean {
  const log = button?.closest('.log')?.getBoundingClientRect();
  if (!log) return true;
  return (button as HTMLElement).getBoundingClientRect().top > (log.top + log.bottom) / 2;
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
