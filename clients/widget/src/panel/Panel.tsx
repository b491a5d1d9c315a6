import type { Row } from '@besedka/sdk';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { PanelHost } from '../contract';
import { Banner } from './Banner';
import { Composer } from './Composer';
import { useClientState, usePanel } from './context';
import { Header } from './Header';
import { Log } from './Log';
import { useFullScreen } from './useFullScreen';

interface Props {
  readonly host: PanelHost;
  /** `focus` grows with each opening that should take the focus; a page that only goes on does not take it. */
  readonly shown: { readonly isShown: boolean; readonly focus: number };
}

export function Panel({ host, shown: { isShown, focus } }: Props) {
  const { session, words } = usePanel();
  const state = useClientState(session);
  const { chat } = session;
  const panel = useRef<HTMLDivElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [editing, setEditing] = useState<Row | null>(null);
  const [acts, setActs] = useState(0);
  const [isLarge, setLarge] = useState(host.pocket.get('size') === 'large');
  const isFullScreen = useFullScreen(panel, isShown);

  useEffect(() => {
    if (focus > 0) (isFullScreen ? panel : field).current?.focus({ preventScroll: true });
  }, [focus]);

  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Escape') host.minimise();
    else if (event.key === 'Tab' && isFullScreen) keepInside(panel.current, event);
  };
  const edit = (row: Row | null) => {
    setEditing(row);
    field.current?.focus();
  };
  const resize = () => {
    host.pocket.set('size', isLarge ? 'normal' : 'large');
    setLarge(!isLarge);
  };
  const end = () => {
    session.end();
    setActs(acts + 1);
    field.current?.focus();
  };

  return (
    <div
      class={isLarge ? 'panel large' : 'panel'}
      role="dialog"
      aria-label={words.chat(session.inbox?.brand.name ?? null)}
      aria-modal={isFullScreen}
      tabIndex={-1}
      hidden={!isShown}
      ref={panel}
      onKeyDown={onKeyDown}
      onKeyUp={(event) => event.stopPropagation()}
      onKeyPress={(event) => event.stopPropagation()}
    >
      <Header
        chat={chat}
        isLarge={isLarge}
        onTextSize={resize}
        onEnd={end}
        onMinimise={() => host.minimise()}
      />
      <Banner state={state} />
      <Log
        chat={chat}
        state={state}
        isShown={isShown}
        isLoading={state.cursor === null && host.pocket.get('talking') !== null && chat.rows.length === 0}
        editing={editing}
        onEdit={edit}
        acts={acts}
      />
      <Composer
        field={field}
        pocket={host.pocket}
        layout={`${isShown} ${isLarge}`}
        isClosed={chat.conversation !== null && !chat.isOpen}
        editing={editing}
        onEdited={() => edit(null)}
        onSent={() => setActs(acts + 1)}
      />
    </div>
  );
}

/** A full screen is modal: Tab goes round inside it. */
function keepInside(panel: HTMLElement | null, event: KeyboardEvent): void {
  const stops = [
    ...(panel?.querySelectorAll<HTMLElement>('button, textarea, a[href], [tabindex="0"]') ?? []),
  ];
  const reachable = stops.filter((stop) => stop.tabIndex >= 0 && stop.getClientRects().length > 0);
  const active = (panel?.getRootNode() as ShadowRoot).activeElement;
  const [first, last] = [reachable[0], reachable.at(-1)];
  const leaves = event.shiftKey ? active === first || active === panel : active === last;
  if (!leaves) return;
  event.preventDefault();
  (event.shiftKey ? last : first)?.focus();
}
