import type { Locale } from '../contract';
import { failedHint, launcherName } from './words';

const SVG = 'http://www.w3.org/2000/svg';
/** A roof over two speech shapes. */
const MARK =
  'M12 1.6 1.6 8.4l1.2 1.9L12 4.3l9.2 6 1.2-1.9L12 1.6ZM4.6 10.6h4.9c.9 0 1.6.7 1.6 1.6v4.2c0 .9-.7 1.6-1.6 1.6H7.4L4.4 21v-3.1C3.6 17.8 3 17.2 3 16.4v-4.2c0-.9.7-1.6 1.6-1.6ZM14.5 10.6h4.9c.9 0 1.6.7 1.6 1.6v4.2c0 .8-.6 1.4-1.4 1.5V21l-3-3h-2.1c-.9 0-1.6-.7-1.6-1.6v-4.2c0-.9.7-1.6 1.6-1.6Z';

export interface Launcher {
  readonly button: HTMLButtonElement;
  setUnread(count: number): void;
  setBusy(isBusy: boolean): void;
  /** The panel is open, so the launcher goes out of its way. */
  setOpen(isOpen: boolean): void;
  setFailed(hasFailed: boolean): void;
}

/** The round button at the corner. It stands on plain DOM: Preact comes with the panel. */
export function drawLauncher(root: ShadowRoot, locale: Locale): Launcher {
  const button = element('button', 'launcher');
  const badge = element('span', 'badge');
  const hint = element('div', 'hint');
  button.type = 'button';
  button.setAttribute('aria-haspopup', 'dialog');
  badge.setAttribute('aria-hidden', 'true');
  hint.setAttribute('role', 'status');
  button.append(mark(), badge);
  root.append(button, hint);
  const launcher = face(button, badge, hint, locale);
  launcher.setUnread(0);
  launcher.setOpen(false);
  launcher.setFailed(false);
  return launcher;
}

function face(button: HTMLButtonElement, badge: HTMLElement, hint: HTMLElement, locale: Locale): Launcher {
  return {
    button,
    setUnread(count) {
      badge.hidden = count === 0;
      badge.textContent = count > 99 ? '99+' : String(count);
      button.setAttribute('aria-label', launcherName(locale, count));
    },
    setBusy: (isBusy) => button.setAttribute('aria-busy', String(isBusy)),
    setOpen(isOpen) {
      button.hidden = isOpen;
      button.setAttribute('aria-expanded', String(isOpen));
    },
    setFailed(hasFailed) {
      hint.hidden = !hasFailed;
      hint.textContent = hasFailed ? failedHint(locale) : '';
    },
  };
}

function element<K extends 'button' | 'span' | 'div'>(tag: K, name: string): HTMLElementTagNameMap[K] {
  const made = document.createElement(tag);
  made.className = name;
  return made;
}

function mark(): SVGElement {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  svg.setAttribute('viewBox', '0 0 24 24');
  svg.setAttribute('aria-hidden', 'true');
  path.setAttribute('d', MARK);
  svg.append(path);
  return svg;
}
