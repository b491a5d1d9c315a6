import { useRef } from 'preact/hooks';
import { usePanel } from './context';
import { Icon } from './Icon';
import { Menu } from './Menu';

/** What a file dialog offers for each kind of content; the server looks at the content itself. */
const ENDINGS: Readonly<Record<string, string>> = {
  image: 'image/*',
  audio: 'audio/*',
  video: 'video/*',
  pdf: '.pdf',
  text: 'text/*',
  office: '.doc,.docx,.xls,.xlsx,.ppt,.pptx,.odt,.ods,.odp,.rtf',
  archive: '.zip,.rar,.7z,.gz,.tar',
};

/** Chooses files. A finger is asked where from: the camera, the gallery or the files. */
export function AttachButton() {
  const { session, words, locale } = usePanel();
  const { files } = session;
  const input = useRef<HTMLInputElement>(null);
  const { rules } = files;
  if (!rules) return null;
  const types = rules.types === 'any' ? null : rules.types;
  const accept = types?.map((type) => ENDINGS[type] ?? '').join(',') ?? '';
  const choose = (asked: string, isCamera = false) => {
    const field = input.current as HTMLInputElement;
    field.accept = asked;
    field.multiple = !isCamera;
    if (isCamera) field.setAttribute('capture', 'environment');
    else field.removeAttribute('capture');
    field.click();
  };
  const chosen = (field: HTMLInputElement) => {
    void files.attach([...(field.files ?? [])]);
    field.value = '';
  };
  const limits = files.code?.words[locale].limits(rules);
  const load = () => void files.load();
  const hasPictures = !types || types.includes('image');
  return (
    <div class="attach" onPointerEnter={load} onFocusIn={load} title={limits}>
      {isTouch() && hasPictures ? (
        <Menu
          class="tool"
          icon="clip"
          label={words.files.attach}
          items={[
            { label: words.files.camera, run: () => choose('image/*', true) },
            { label: words.files.gallery, run: () => choose('image/*') },
            { label: words.files.file, run: () => choose(accept) },
          ]}
        />
      ) : (
        <button
          type="button"
          class="tool"
          aria-label={words.files.attach}
          aria-describedby="besedka-limits"
          onClick={() => choose(accept)}
        >
          <Icon name="clip" size={22} />
        </button>
      )}
      <span class="unseen" id="besedka-limits">
        {limits}
      </span>
      <input
        ref={input}
        type="file"
        hidden
        tabIndex={-1}
        aria-label={words.files.attach}
        onChange={(event) => chosen(event.currentTarget)}
      />
    </div>
  );
}

function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}
