import type { Attachment, Entry } from '@besedka/protocol';
import type { Row } from '@besedka/sdk';
import { endingOf, fit, isStale } from '@besedka/sdk/media';
import { useEffect } from 'preact/hooks';
import { usePanel } from './context';
import { Icon } from './Icon';
import { useFresh } from './useFresh';

/** Several pictures stand as tiles. */
const TILE = 124;

/** The files of one message; of an own one that is not sent yet, how far they are. */
export function Attachments({ row: { entry, attachments, uploads } }: { row: Row }) {
  const { files } = usePanel().session;
  const needsCode = uploads.length > 0 || attachments.some(({ kind }) => kind === 'voice');
  useEffect(() => {
    if (needsCode) void files.load();
  }, [needsCode, files]);
  const Uploads = files.code?.Uploads;
  const pictures = attachments.filter(({ kind }) => kind === 'image');
  const others = attachments.filter(({ kind }) => kind !== 'image');
  return (
    <>
      {entry && pictures.length > 0 && (
        <div class="pictures">
          {pictures.map((each) => (
            <Picture key={each.id} entry={entry} given={each} isTile={pictures.length > 1} />
          ))}
        </div>
      )}
      {entry && others.map((each) => <Other key={each.id} entry={entry} given={each} />)}
      {Uploads && uploads.length > 0 && <Uploads uploads={uploads} />}
    </>
  );
}

interface Props {
  readonly entry: Entry;
  readonly given: Attachment;
}

function Picture({ entry, given, isTile }: Props & { readonly isTile: boolean }) {
  const { session } = usePanel();
  const { attachment, renew } = useFresh(entry, given);
  const box = isTile ? { width: TILE, height: TILE } : fit(given);
  return (
    <button type="button" class="picture" onClick={() => session.files.view(given.id)}>
      <img
        {...box}
        src={session.address(attachment.preview_url ?? attachment.url)}
        alt={given.name}
        loading="lazy"
        decoding="async"
        onError={() => void renew()}
      />
    </button>
  );
}

function Other(props: Props) {
  const { session } = usePanel();
  const { attachment, renew } = useFresh(props.entry, props.given);
  const Voice = session.files.code?.Voice;
  if (attachment.kind === 'voice') {
    const load = async () => {
      const isOld = isStale(attachment.url, session.serverNow());
      const { url } = (isOld ? await renew() : null) ?? attachment;
      return (await fetch(session.address(url))).arrayBuffer();
    };
    return <div class="voice">{Voice && <Voice load={load} durationMs={attachment.duration_ms} />}</div>;
  }
  return <FileCard attachment={attachment} renew={renew} />;
}

interface CardProps {
  readonly attachment: Attachment;
  readonly renew: () => Promise<Attachment | null>;
}

function FileCard({ attachment: { name, size, url }, renew }: CardProps) {
  const { session, words } = usePanel();
  /** An address past its time would open somebody else's 404. */
  const onClick = async (event: MouseEvent & { readonly currentTarget: HTMLAnchorElement }) => {
    if (!isStale(url, session.serverNow())) return;
    const link = event.currentTarget;
    event.preventDefault();
    const fresh = await renew();
    if (!fresh) return;
    link.href = session.address(fresh.url);
    link.click();
  };
  return (
    <a
      class="card"
      href={session.address(url)}
      download={name}
      target="_blank"
      rel="noopener"
      onClick={onClick}
    >
      <span class="badge" aria-hidden="true">
        <Icon name="file" size={30} />
        <b>{endingOf(name)}</b>
      </span>
      <span class="card-name">{name}</span>
      <span class="card-more">{words.files.size(size)}</span>
    </a>
  );
}
