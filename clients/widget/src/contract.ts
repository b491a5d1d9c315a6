/** What the loader and the panel know of each other. They are built apart, so this is types and plain values only. */

import type { IdentitySource } from '@besedka/sdk';
import type { Words } from './panel/words';

export type Locale = 'en' | 'ru';
export type ThemeName = 'light' | 'dark' | 'auto';

export interface Settings {
  /** The inbox key. */
  readonly inbox: string;
  /** Where Besedka answers, without a slash at the end; the script's own folder. */
  readonly base: string;
  readonly locale: Locale;
  readonly theme: ThemeName;
  /** Open the panel at the first visit. */
  readonly open: boolean;
  /** The visitor's name, if the page knows it. */
  readonly name: string | null;
  /** The key of the topic that a conversation begun on this page is about. */
  readonly topic: string | null;
  /** Who the customer is, as the page signed it. */
  readonly identity: string | null;
  /** For pages whose policy wants one on `<style>`, and browsers without constructable sheets. */
  readonly nonce: string;
}

/** What a page may listen to with `Besedka.on`. */
export interface WidgetEvents {
  open: undefined;
  close: undefined;
  unread: number;
  /** A message of an operator arrived. */
  message: { readonly conversationId: string; readonly text: string };
}

/** The browser's storage under this inbox's prefix; in memory where the browser forbids it. */
export interface Pocket {
  readonly storage: Storage | undefined;
  get(name: PocketName): string | null;
  set(name: PocketName, value: string): void;
  remove(name: PocketName): void;
}

/**
 * `panel`: `open` or `closed`, once the visitor has used it. `talking`: a conversation is open, so the next page
 * connects by itself. `form`: a message that is being left in writing. `return`: the token of a return link, for the
 * SDK, as are `token` and `subject`, which it keeps here itself. `accent`: the brand's colour, so that the next page's launcher has it at once.
 */
export type PocketName =
  | 'panel'
  | 'talking'
  | 'draft'
  | 'form'
  | 'return'
  | 'size'
  | 'accent'
  | 'token'
  | 'subject';

/** The loader, as the panel sees it. */
export interface PanelHost {
  readonly settings: Settings;
  readonly pocket: Pocket;
  /** The shadow root and the element inside it that the panel draws into. */
  readonly root: ShadowRoot;
  readonly place: HTMLElement;
  addStyles(css: string): void;
  /** Who the page says that the visitor is. */
  identity(): IdentitySource | null;
  /** What the page says that the visitor's next conversation is about. */
  topic(): string | null;
  /** The brand's accent over the theme's. */
  setAccent(accent: string): void;
  setUnread(count: number): void;
  /** Minimise, and give the focus back to the launcher. */
  minimise(): void;
  tell<K extends keyof WidgetEvents>(name: K, value: WidgetEvents[K]): void;
}

/** The panel, as the loader sees it. */
export interface PanelHandle {
  show(focus: boolean): void;
  hide(): void;
  /** Another visitor from now on; `null`: nobody whom the page knows. */
  become(source: IdentitySource | null): void;
  destroy(): void;
}

export interface PanelModule {
  mount(host: PanelHost, words: Words): PanelHandle;
}

/** What opening it loads: the panel, and its words in the page's language. */
export interface Opening {
  readonly panel: PanelModule;
  readonly words: Words;
}
