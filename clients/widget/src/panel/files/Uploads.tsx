import type { Upload } from '@besedka/sdk';
import { fit } from '@besedka/sdk/media';
import { usePanel } from '../context';
import type { FilesDesk } from '../filesDesk';
import { Icon } from '../Icon';
import { Preview } from './Preview';
import { words } from './words';

const THUMB = { width: 44, height: 44 };
const AROUND = 2 * Math.PI * 10;
/** Trying again would end the same way. */
const FINAL = new Set([
  'file_empty',
  'virus_found',
  'picture_broken',
  'picture_too_large',
  'file_lost',
  'file_too_large',
  'file_type_refused',
  'attachments_off',
]);

/** What stands in the composer. */
export function Tray({ desk }: { desk: FilesDesk }) {
  const { locale } = usePanel();
  if (desk.chosen.length === 0) return null;
  return (
    <ul class="tray" aria-label={words[locale].chosen}>
      {desk.chosen.map((each) => (
        <li key={each.id} class="chip">
          <Thumb upload={each} box={THUMB} />
          <About upload={each} />
        </li>
      ))}
    </ul>
  );
}

/** Files of an own message that is not sent yet. */
export function Uploads({ uploads }: { uploads: readonly Upload[] }) {
  return (
    <>
      {uploads.map((each) => (
        <div key={each.id} class={isPicture(each) ? 'sending picture-sending' : 'sending chip'}>
          <Thumb upload={each} box={isPicture(each) ? fit(each) : THUMB} />
          <About upload={each} />
        </div>
      ))}
    </>
  );
}

function isPicture({ file, width }: Upload): boolean {
  return file !== null && width !== null;
}

function Thumb({ upload, box }: { upload: Upload; box: typeof THUMB }) {
  const { file, kind, state } = upload;
  const isUnderway = state !== 'ready' && state !== 'refused';
  return (
    <span class="thumb" style={{ width: `${box.width}px`, height: `${box.height}px` }}>
      {file && isPicture(upload) && <Preview file={file} {...box} />}
      {isUnderway && <Ring upload={upload} />}
      {!isUnderway && !isPicture(upload) && (
        <Icon name={kind === 'voice' ? 'microphone' : 'file'} size={26} />
      )}
    </span>
  );
}

/** How far it is. */
function Ring({ upload: { name, progress } }: { upload: Upload }) {
  return (
    <svg
      class="ring"
      viewBox="0 0 24 24"
      width="32"
      height="32"
      role="progressbar"
      aria-label={name}
      aria-valuenow={Math.round(progress * 100)}
      aria-valuemin={0}
      aria-valuemax={100}
    >
      <circle cx="12" cy="12" r="10" />
      <circle cx="12" cy="12" r="10" stroke-dasharray={`${Math.max(0.04, progress) * AROUND} ${AROUND}`} />
    </svg>
  );
}

/** Name and state, and what can be done about it. */
function About({ upload }: { upload: Upload }) {
  const { session, locale, words: panelWords } = usePanel();
  const say = words[locale];
  const { id, name, size, state, problem } = upload;
  const code = problem?.code ?? '';
  const isRefused = state === 'refused';
  return (
    <>
      <span class="about">
        <span class="file-name">{name}</span>
        {isRefused ? (
          <span class="why-not" role="alert">
            {say.reasons[code] ?? say.reasonOther(code)}
          </span>
        ) : (
          <span class="file-more">
            {panelWords.files.size(size)} · {say.states[state]}
          </span>
        )}
      </span>
      {isRefused && !FINAL.has(code) && (
        <button
          type="button"
          class="text-button"
          aria-label={say.again(name)}
          onClick={() => session.client.retryUpload(id)}
        >
          {panelWords.retry}
        </button>
      )}
      <button
        type="button"
        class="tool small"
        aria-label={say.remove(name)}
        title={say.remove(name)}
        onClick={() => session.client.cancelUpload(id)}
      >
        <Icon name="close" size={18} />
      </button>
    </>
  );
}
