import type { Attachment } from '@besedka/protocol';
import type { Row } from '@besedka/sdk';
import { endingOf, fit, isStale } from '@besedka/sdk/media';
import type { MouseEvent } from 'react';
import { useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconFile } from '../../shared/icons';
import styles from './Files.module.css';
import { fileSize } from './size';
import { Uploads } from './Uploads';
import { addressOfFile, type OfEntry, useFresh } from './useFresh';
import { useViewer } from './Viewer';
import { Voice } from './Voice';

/** Several pictures stand as tiles. */
const TILE = { width: 128, height: 128 };

/** The files of one message; of an own one that is not sent yet, how far they are. */
export function Attachments({ row: { entry, attachments, uploads } }: { row: Row }) {
  const pictures = attachments.filter(({ kind }) => kind === 'image');
  const others = attachments.filter(({ kind }) => kind !== 'image');
  return (
    <>
      {entry && pictures.length > 0 && (
        <div className={styles.pictures}>
          {pictures.map((each) => (
            <Picture key={each.id} entry={entry} given={each} isTile={pictures.length > 1} />
          ))}
        </div>
      )}
      {entry && others.map((each) => <Other key={each.id} entry={entry} given={each} />)}
      <Uploads uploads={uploads} isLarge />
    </>
  );
}

function Picture({ isTile, ...of }: OfEntry & { isTile: boolean }) {
  const { attachment, renew } = useFresh(of);
  const view = useViewer();
  const { id, name } = of.given;
  return (
    <button type="button" className={styles.picture} onClick={() => view(of.entry.conversation_id, id)}>
      <img
        {...(isTile ? TILE : fit(of.given))}
        src={addressOfFile(attachment.preview_url ?? attachment.url)}
        alt={name}
        loading="lazy"
        decoding="async"
        onError={() => void renew()}
      />
    </button>
  );
}

function Other(of: OfEntry) {
  const { attachment, renew } = useFresh(of);
  const now = useServerNow();
  if (attachment.kind !== 'voice') return <FileCard attachment={attachment} renew={renew} />;
  const load = async () => {
    const { url } = (isStale(attachment.url, now) ? await renew() : null) ?? attachment;
    return (await fetch(addressOfFile(url))).arrayBuffer();
  };
  return <Voice load={load} durationMs={attachment.duration_ms} />;
}

interface CardProps {
  readonly attachment: Attachment;
  readonly renew: () => Promise<Attachment | null>;
}

function FileCard({ attachment: { name, size, url }, renew }: CardProps) {
  const { language } = useI18n();
  const now = useServerNow();
  /** An address past its time would lead to nothing. */
  const onClick = async (event: MouseEvent<HTMLAnchorElement>) => {
    if (!isStale(url, now)) return;
    const link = event.currentTarget;
    event.preventDefault();
    const fresh = await renew();
    if (!fresh) return;
    link.href = addressOfFile(fresh.url);
    link.click();
  };
  return (
    <a className={styles.card} href={addressOfFile(url)} download={name} onClick={onClick}>
      <span className={styles.badge} aria-hidden>
        <IconFile size={34} stroke={1.4} />
        <b>{endingOf(name)}</b>
      </span>
      <span className={styles.about}>
        <span className={styles.name}>{name}</span>
        <span className={styles.more}>{fileSize(size, language)}</span>
      </span>
    </a>
  );
}
