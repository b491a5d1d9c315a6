import type { Attachment, Entry } from '@besedka/protocol';
import type { Row } from '@besedka/sdk';
import { fit } from '@besedka/sdk/media';
import { useEffect } from 'preact/hooks';
import { usePanel } from './context';
import { useFresh } from './useFresh';

/** Several pictures stand as tiles. */
const TILE = 124;

/** The files of one message; of an own one that is not sent yet, how far they are. */
export function Attachments({ row: { entry, attachments, uploads } }: { row: Row }) {
  const { files } = usePanel().session;
  const { code } = files;
  const pictures = attachments.filter(({ kind }) => kind === 'image');
  const others = attachments.filter(({ kind }) => kind !== 'image');
  const needsCode = uploads.length + others.length > 0;
  useEffect(() => {
    if (needsCode) void files.load();
  }, [needsCode, files]);
  return (
    <>
      {entry && pictures.length > 0 && (
        <div class="pictures">
          {pictures.map((each) => (
            <Picture key={each.id} entry={entry} given={each} isTile={pictures.length > 1} />
          ))}
        </div>
      )}
      {entry &&
        others.map((each) => (
          <div key={each.id} class="other">
            {code && <code.Other entry={entry} given={each} />}
          </div>
        ))}
      {code && <code.Uploads uploads={uploads} />}
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
