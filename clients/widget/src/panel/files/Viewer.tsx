import { toMiddle } from '@besedka/sdk/media';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { usePanel } from '../context';
import type { FilesDesk, Picture } from '../filesDesk';
import { Icon } from '../Icon';
import { keepInside } from '../keepInside';
import { useFresh } from '../useFresh';
import { Sign, type SignName } from './Sign';
import { words } from './words';

const ZOOMS = [1, 1.5, 2, 3];

/** One picture of the log over the whole window, and from there to the others. */
export function Viewer({ desk }: { desk: FilesDesk }) {
  const { locale, words: panelWords } = usePanel();
  const say = words[locale];
  const { pictures } = desk;
  const at = pictures.findIndex(({ attachment }) => attachment.id === desk.viewed);
  const box = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(0);
  useFocus(box);
  const picture = pictures[at];
  if (!picture) return null;
  const go = (by: number) => {
    const next = pictures[at + by];
    if (!next) return;
    setZoom(0);
    desk.view(next.attachment.id);
  };
  const turn = (by: number) => setZoom(Math.min(ZOOMS.length - 1, Math.max(0, zoom + by)));
  const keys: Readonly<Record<string, () => void>> = {
    Escape: () => desk.view(null),
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
    '+': () => turn(1),
    '=': () => turn(1),
    '-': () => turn(-1),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    event.stopPropagation();
    if (event.key === 'Tab') return keepInside(box.current, event);
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  };
  const { attachment } = picture;
  return (
    <div
      class="viewer"
      role="dialog"
      aria-modal="true"
      aria-label={attachment.name}
      tabIndex={-1}
      ref={box}
      onKeyDown={onKeyDown}
    >
      <div class="viewer-bar">
        <span class="file-name">{attachment.name}</span>
        {pictures.length > 1 && <span>{say.nth(at + 1, pictures.length)}</span>}
        <Tool label={say.zoomOut} icon="minus" isOff={zoom === 0} run={() => turn(-1)} />
        <Tool label={say.zoomIn} icon="plus" isOff={zoom === ZOOMS.length - 1} run={() => turn(1)} />
        <Download key={attachment.id} picture={picture} />
        <Tool label={panelWords.close} icon="close" run={() => desk.view(null)} />
      </div>
      <Large key={attachment.id} picture={picture} zoom={ZOOMS[zoom] as number} />
      {at > 0 && <Tool label={say.previous} icon="left" run={() => go(-1)} />}
      {at < pictures.length - 1 && <Tool label={say.next} icon="right" run={() => go(1)} />}
    </div>
  );
}

function Large({ picture: { entry, attachment: given }, zoom }: { picture: Picture; zoom: number }) {
  const { session } = usePanel();
  const { attachment, renew } = useFresh(entry, given);
  const room = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => toMiddle(room.current), [zoom]);
  return (
    <div class="viewer-room" ref={room} tabIndex={zoom > 1 ? 0 : -1}>
      <img
        src={session.address(attachment.url)}
        alt={given.name}
        style={{ width: `${zoom * 100}%`, height: `${zoom * 100}%` }}
        onError={() => void renew()}
      />
    </div>
  );
}

function Download({ picture: { attachment } }: { picture: Picture }) {
  const { session, locale } = usePanel();
  const say = words[locale];
  return (
    <a
      class="tool"
      href={session.address(attachment.url)}
      download={attachment.name}
      target="_blank"
      rel="noopener"
      aria-label={say.download}
      title={say.download}
    >
      <Sign name="download" />
    </a>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: SignName | 'close';
  readonly isOff?: boolean;
  readonly run: () => void;
}

function Tool({ label, icon, isOff = false, run }: ToolProps) {
  return (
    <button
      type="button"
      class={`tool to-${icon}`}
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={run}
    >
      {icon === 'close' ? <Icon name="close" size={24} /> : <Sign name={icon} />}
    </button>
  );
}

/** In while it is open; afterwards back to where it was. */
function useFocus(box: { readonly current: HTMLElement | null }): void {
  useLayoutEffect(() => {
    const root = box.current?.getRootNode() as ShadowRoot | undefined;
    const before = root?.activeElement as HTMLElement | null | undefined;
    box.current?.focus();
    return () => before?.focus();
  }, [box]);
}
