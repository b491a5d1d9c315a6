import type { IdentitySource } from '@besedka/sdk';
import type { Locale, Opening, PanelModule, WidgetEvents } from '../contract';
import type { Words } from '../panel/words';
import { ownScript, readSettings } from './settings';
import { type OpenOptions, Widget } from './widget';

/** The hashed file names of the panel and of its words, put in by the build. */
declare const __PANEL__: string;
declare const __WORDS__: Readonly<Record<Locale, string>>;

/** `window.Besedka`. Before the script has loaded a page may put an array there and push `['open']` and so on. */
interface BesedkaApi {
  open(options?: OpenOptions): void;
  close(): void;
  /** Who the customer is, as your server signed it; a function is asked again before what it gave runs out. */
  identify(source: IdentitySource): void;
  /** The customer has signed out of your page. */
  logout(): void;
  /** Takes the widget off the page and ends its connection. */
  destroy(): void;
  /** Returns how to stop listening. */
  on<K extends keyof WidgetEvents>(name: K, listener: (value: WidgetEvents[K]) => void): () => void;
  push(...calls: readonly Call[]): void;
}

type Call = readonly [name: 'open' | 'close' | 'identify' | 'logout' | 'destroy' | 'on', ...args: unknown[]];

declare global {
  interface Window {
    Besedka?: BesedkaApi | readonly Call[];
  }
}

function apiOf(widget: Widget): BesedkaApi {
  const api: BesedkaApi = {
    open: (options = {}) => widget.openFor(options),
    close: () => widget.close(),
    identify: (source) => widget.identify(source),
    logout: () => widget.logout(),
    destroy: () => {
      widget.destroy();
      delete window.Besedka;
    },
    on: (name, listener) => widget.listeners.on(name, listener),
    push: (...calls) => {
      for (const [name, ...args] of calls) (api[name] as (...given: unknown[]) => void)(...args);
    },
  };
  return api;
}

/** A page that includes the script twice gets one widget. */
function begin(): void {
  const former = window.Besedka;
  if (former && !Array.isArray(former)) return;
  const script = ownScript(document);
  const settings = script && readSettings(script, document, navigator.languages);
  if (!settings) return;
  const load = async (attempt: number): Promise<Opening> => {
    const fetched = <T>(name: string): Promise<T> =>
      import(/* @vite-ignore */ `${settings.base}/widget/${name}${attempt > 0 ? `?${attempt}` : ''}`);
    const [panel, words] = await Promise.all([
      fetched<PanelModule>(__PANEL__),
      fetched<Record<Locale, Words>>(__WORDS__[settings.locale]),
    ]);
    return { panel, words: words[settings.locale] };
  };
  const widget = new Widget(settings, document, load);
  const api = apiOf(widget);
  window.Besedka = api;
  const start = () => {
    widget.start();
    api.push(...((former ?? []) as readonly Call[]));
  };
  if (document.body) start();
  else document.addEventListener('DOMContentLoaded', start, { once: true });
}

begin();
