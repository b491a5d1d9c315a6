import type { Attachment, Entry } from '@besedka/protocol';
import { endingOf, isStale } from '@besedka/sdk/media';
import { usePanel } from '../context';
import { Icon } from '../Icon';
import { useFresh } from '../useFresh';
import { Voice } from './Voice';

/** A file that is no picture. */
export function Other({ entry, given }: { readonly entry: Entry; readonly given: Attachment }) {
  const { session } = usePanel();
  const { attachment, renew } = useFresh(entry, given);
  if (attachment.kind !== 'voice') return <FileCard attachment={attachment} renew={renew} />;
  const load = async () => {
    const isOld = isStale(attachment.url, session.serverNow());
    const { url } = (isOld ? await renew() : null) ?? attachment;
    return (await fetch(session.address(url))).arrayBuffer();
  };
  return <Voice load={load} durationMs={attachment.duration_ms} />;
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
      class="file"
      href={session.address(url)}
      download={name}
      target="_blank"
      rel="noopener"
      onClick={onClick}
    >
      <span class="ending" aria-hidden="true">
        <Icon name="file" size={30} />
        <b>{endingOf(name)}</b>
      </span>
      <span class="file-name">{name}</span>
      <span class="file-more">{words.files.size(size)}</span>
    </a>
  );
}
