import type { IdentitySource } from '@besedka/sdk';
import type { Opening, PanelHandle, PanelHost, Pocket, Settings } from '../contract';
import { accentVariables } from './accent';
import { drawLauncher, type Launcher } from './launcher';
import { Listeners } from './listeners';
import { makePocket } from './pocket';
import { takeReturnToken } from './returning';
import { addStyles, launcherCss } from './styles';

export interface OpenOptions {
  readonly topic?: string | null;
}

/** Loads the panel; `attempt` makes another address of it, since browsers remember a module that failed to load. */
export type LoadPanel = (attempt: number) => Promise<Opening>;

/**
 * The widget on a page before and beside its panel: the launcher, whether the panel is open, and when to load it.
 * Nothing is stored and nothing is asked of the server before the visitor opens it or has an open conversation.
 */
export class Widget {
  readonly listeners = new Listeners();
  readonly element: HTMLElement;
  private readonly root: ShadowRoot;
  private readonly place: HTMLElement;
  private readonly launcher: Launcher;
  private readonly pocket: Pocket;
  private readonly leaving = new AbortController();
  private panel: Promise<PanelHandle> | null = null;
  private attempts = 0;
  private isOpen = false;
  private topic: string | null;
  private identity: IdentitySource | null;

  constructor(
    private readonly settings: Settings,
    private readonly page: Document,
    private readonly load: LoadPanel,
  ) {
    this.pocket = makePocket(settings.inbox, page.defaultView as Window);
    this.topic = settings.topic;
    this.identity = settings.identity;
    this.element = page.createElement('besedka-widget');
    this.element.dataset.theme = settings.theme;
    this.element.lang = settings.locale;
    this.root = this.element.attachShadow({ mode: 'open' });
    addStyles(this.root, launcherCss, settings.nonce);
    this.launcher = drawLauncher(this.root, settings.locale);
    this.place = page.createElement('div');
    this.root.append(this.place);
    const accent = this.pocket.get('accent');
    if (accent) this.setAccent(accent);
    this.listen();
  }

  /** Puts the widget on the page, and goes on where the visitor left off on the page before. */
  start(): void {
    this.page.body.append(this.element);
    const former = this.pocket.get('panel');
    const token = takeReturnToken(this.page.defaultView as Window);
    if (token) this.pocket.set('return', token);
    if (token) this.open(false);
    else if (former === 'open' || (former === null && this.settings.open)) this.open(false);
    else if (this.pocket.get('talking')) this.listenInBackground();
  }

  /** `topic`: what the next conversation is about; stays until another is named. */
  openFor({ topic }: OpenOptions): void {
    if (topic !== undefined) this.topic = topic;
    this.open();
  }

  /** Who the page says that the visitor is. */
  identify(source: IdentitySource): void {
    this.identity = source;
    this.panel?.then((panel) => panel.become(source));
  }

  /** The customer has signed out of the page: the next one shall find nothing of his. */
  logout(): void {
    this.identity = null;
    for (const name of ['talking', 'draft', 'form', 'token', 'subject', 'return'] as const)
      this.pocket.remove(name);
    this.panel?.then((panel) => panel.become(null));
  }

  open(focus = true): void {
    if (this.isOpen) return;
    this.isOpen = true;
    this.pocket.set('panel', 'open');
    this.launcher.setBusy(true);
    this.whenLoaded((panel) => {
      if (!this.isOpen) return;
      this.launcher.setOpen(true);
      panel.show(focus);
      this.listeners.tell('open', undefined);
    });
  }

  close(focus = false): void {
    if (!this.isOpen) return;
    this.isOpen = false;
    this.pocket.set('panel', 'closed');
    this.launcher.setOpen(false);
    if (focus) this.launcher.button.focus();
    this.whenLoaded((panel) => panel.hide());
    this.listeners.tell('close', undefined);
  }

  destroy(): void {
    this.leaving.abort();
    this.panel?.then(
      (panel) => panel.destroy(),
      () => undefined,
    );
    this.element.remove();
  }

  private listen(): void {
    const { button } = this.launcher;
    const { signal } = this.leaving;
    const preload = () => void this.loadPanel().catch(() => undefined);
    button.addEventListener('click', () => this.open());
    for (const name of ['pointerenter', 'focus', 'touchstart'] as const) {
      button.addEventListener(name, preload, { once: true, passive: true });
    }
    const talking = `besedka:${this.settings.inbox}:talking`;
    const another = (event: StorageEvent) =>
      event.key === talking && event.newValue && this.listenInBackground();
    this.page.defaultView?.addEventListener('storage', another, { signal });
  }

  /** A conversation is open: the panel connects behind the launcher, so that the badge can count. */
  private listenInBackground(): void {
    this.whenLoaded((panel) => {
      if (!this.isOpen) panel.hide();
    });
  }

  private whenLoaded(run: (panel: PanelHandle) => void): void {
    this.loadPanel().then(
      (panel) => {
        this.launcher.setBusy(false);
        if (!this.leaving.signal.aborted) run(panel);
      },
      () => this.failed(),
    );
  }

  private failed(): void {
    this.panel = null;
    this.launcher.setBusy(false);
    this.launcher.setFailed(this.isOpen);
    this.launcher.setOpen(false);
    this.isOpen = false;
  }

  private loadPanel(): Promise<PanelHandle> {
    this.panel ??= this.load(this.attempts++).then(({ panel, words }) => {
      this.launcher.setFailed(false);
      return panel.mount(this.panelHost(), words);
    });
    this.panel.catch(() => {
      this.panel = null;
    });
    return this.panel;
  }

  private panelHost(): PanelHost {
    const { settings, pocket, root, place } = this;
    return {
      settings,
      pocket,
      root,
      place,
      topic: () => this.topic,
      identity: () => this.identity,
      addStyles: (css) => addStyles(root, css, settings.nonce),
      setAccent: (accent) => this.setAccent(accent),
      setUnread: (count) => {
        this.launcher.setUnread(count);
        this.listeners.tell('unread', count);
      },
      minimise: () => this.close(true),
      tell: (name, value) => this.listeners.tell(name, value),
    };
  }

  private setAccent(accent: string): void {
    const css = accentVariables(accent);
    if (!css) return;
    addStyles(this.root, css, this.settings.nonce);
  }
}
