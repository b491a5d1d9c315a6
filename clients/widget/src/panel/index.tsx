import { light } from '@besedka/ui-tokens';
import { render } from 'preact';
import type { PanelHandle, PanelHost } from '../contract';
import { Context } from './context';
import { Panel } from './Panel';
import css from './panel.css?inline';
import { Session } from './session';
import type { Words } from './words';

/** Draws the panel into the place that the loader made for it, hidden. */
export function mount(host: PanelHost, words: Words): PanelHandle {
  const session = new Session(host, words);
  const { locale } = host.settings;
  const context = { session, locale, words };
  let shown = { isShown: false, focus: 0 };
  const draw = () =>
    render(
      <Context.Provider value={context}>
        <Panel host={host} shown={shown} />
      </Context.Provider>,
      host.place,
    );
  host.addStyles(css);
  session.onAccent = (accent) => takeAccent(host, accent);
  draw();
  return {
    show(focus) {
      shown = { isShown: true, focus: shown.focus + (focus ? 1 : 0) };
      session.shown();
      draw();
    },
    hide() {
      shown = { ...shown, isShown: false };
      session.hidden();
      draw();
    },
    become(source) {
      if (source) session.client.identify(source);
      else session.client.logout();
    },
    destroy() {
      session.destroy();
      render(null, host.place);
    },
  };
}

/** A brand without a colour of its own keeps our theme, which has a tuned one for the dark. */
function takeAccent(host: PanelHost, accent: string | null): void {
  if (!accent || accent.toLowerCase() === light.accent.toLowerCase()) return host.pocket.remove('accent');
  if (accent === host.pocket.get('accent')) return;
  host.pocket.set('accent', accent);
  host.setAccent(accent);
}
