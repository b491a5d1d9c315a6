import type { Attachment, Entry } from '@besedka/protocol';
import { toMiddle } from '@besedka/sdk/media';
import { ActionIcon, Modal } from '@mantine/core';
import {
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useClientState } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import {
  IconChevronLeft,
  IconChevronRight,
  IconDownload,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from '../../shared/icons';
import { addressOfFile, type OfEntry, useFresh } from './useFresh';
import styles from './Viewer.module.css';

const ZOOMS = [1, 1.5, 2, 3] as const;

type View = (conversationId: string, attachmentId: string) => void;
const Context = createContext<View>(() => undefined);

/** Shows a picture of a log over the whole page. */
export function useViewer(): View {
  return useContext(Context);
}

export function ViewerProvider({ children }: { children: ReactNode }) {
  const [viewed, setViewed] = useState<{ conversationId: string; id: string } | null>(null);
  const view = useCallback<View>((conversationId, id) => setViewed({ conversationId, id }), []);
  return (
    <Context value={view}>
      {children}
      {viewed && (
        <Viewer
          key={viewed.id}
          {...viewed}
          onView={(id) => setViewed({ ...viewed, id })}
          onClose={() => setViewed(null)}
        />
      )}
    </Context>
  );
}

interface Props {
  readonly conversationId: string;
  readonly id: string;
  readonly onView: (id: string) => void;
  readonly onClose: () => void;
}

function Viewer({ conversationId, id, onView, onClose }: Props) {
  const { t } = useI18n();
  const pictures = picturesOf(useClientState((state) => state.entries[conversationId]));
  const at = pictures.findIndex(({ given }) => given.id === id);
  const [zoom, setZoom] = useState(0);
  const picture = pictures[at];
  if (!picture) return null;
  const go = (by: number) => {
    const next = pictures[at + by];
    if (next) onView(next.given.id);
  };
  const turn = (by: number) => setZoom(Math.min(ZOOMS.length - 1, Math.max(0, zoom + by)));
  const keys: Readonly<Record<string, () => void>> = {
    ArrowLeft: () => go(-1),
    ArrowRight: () => go(1),
    '+': () => turn(1),
    '=': () => turn(1),
    '-': () => turn(-1),
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const act = keys[event.key];
    if (!act) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  const { name } = picture.given;
  return (
    <Modal.Root opened fullScreen onClose={onClose} lockScroll={false}>
      <Modal.Content className={styles.viewer} aria-label={name}>
        {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of the dialog around it, which takes none itself */}
        <div className={styles.all} onKeyDown={onKeyDown}>
          <div className={styles.bar}>
            <span className={styles.name}>{name}</span>
            {pictures.length > 1 && <span>{t('files.nth', { number: at + 1, count: pictures.length })}</span>}
            <Tool label={t('files.zoomOut')} isOff={zoom === 0} run={() => turn(-1)}>
              <IconZoomOut aria-hidden />
            </Tool>
            <Tool label={t('files.zoomIn')} isOff={zoom === ZOOMS.length - 1} run={() => turn(1)}>
              <IconZoomIn aria-hidden />
            </Tool>
            <Download {...picture} />
            <Tool label={t('app.close')} run={onClose}>
              <IconX aria-hidden />
            </Tool>
          </div>
          <Large key={id} {...picture} zoom={ZOOMS[zoom] ?? 1} />
          {at > 0 && (
            <Tool label={t('files.previous')} side="left" run={() => go(-1)}>
              <IconChevronLeft aria-hidden />
            </Tool>
          )}
          {at < pictures.length - 1 && (
            <Tool label={t('files.next')} side="right" run={() => go(1)}>
              <IconChevronRight aria-hidden />
            </Tool>
          )}
        </div>
      </Modal.Content>
    </Modal.Root>
  );
}

function Large({ zoom, ...of }: OfEntry & { zoom: number }) {
  const { attachment, renew } = useFresh(of);
  const side = `${zoom * 100}%`;
  const room = useRef<HTMLDivElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each zoom makes the picture another size
  useLayoutEffect(() => toMiddle(room.current), [zoom]);
  return (
    <div className={styles.room} ref={room} tabIndex={zoom > 1 ? 0 : -1}>
      <img
        src={addressOfFile(attachment.url)}
        alt={of.given.name}
        style={{ width: side, height: side }}
        onError={() => void renew()}
      />
    </div>
  );
}

function Download(of: OfEntry) {
  const { t } = useI18n();
  const { attachment } = useFresh(of);
  return (
    <ActionIcon
      component="a"
      className={styles.tool}
      size="xl"
      href={addressOfFile(attachment.url)}
      download={attachment.name}
      aria-label={t('files.download')}
      title={t('files.download')}
    >
      <IconDownload aria-hidden />
    </ActionIcon>
  );
}

interface ToolProps {
  readonly label: string;
  readonly run: () => void;
  readonly isOff?: boolean;
  readonly side?: 'left' | 'right';
  readonly children: ReactNode;
}

function Tool({ label, run, isOff = false, side, children }: ToolProps) {
  return (
    <ActionIcon
      className={styles.tool}
      data-side={side}
      size="xl"
      disabled={isOff}
      aria-label={label}
      title={label}
      onClick={run}
    >
      {children}
    </ActionIcon>
  );
}

function picturesOf(entries: readonly Entry[] = []): readonly OfEntry[] {
  return entries.flatMap((entry) => entry.attachments.filter(isPicture).map((given) => ({ entry, given })));
}

function isPicture({ kind }: Attachment): boolean {
  return kind === 'image';
}
