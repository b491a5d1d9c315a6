import type { Row } from '@besedka/sdk';
import type { Ref } from 'preact';
import { useLayoutEffect, useState } from 'preact/hooks';
import type { Pocket } from '../contract';
import { AttachButton } from './AttachButton';
import { usePanel } from './context';
import { Icon } from './Icon';

interface Props {
  readonly field: Ref<HTMLTextAreaElement> & { current: HTMLTextAreaElement | null };
  readonly pocket: Pocket;
  /** Changes when the field must be measured again: a hidden one has no height. */
  readonly layout: string;
  readonly isClosed: boolean;
  /** The own message that is being changed. */
  readonly editing: Row | null;
  readonly onEdited: () => void;
  readonly onSent: () => void;
}

/** From this share of the limit on, what is left is shown. */
const NEAR = 0.9;

export function Composer({ field, pocket, layout, isClosed, editing, onEdited, onSent }: Props) {
  const { session, words } = usePanel();
  const { files } = session;
  const [text, setText] = useState(() => pocket.get('draft') ?? '');
  useLayoutEffect(() => setText(editing ? editing.text : (pocket.get('draft') ?? '')), [editing, pocket]);
  useLayoutEffect(() => grow(field.current), [text, field, layout]);

  const room = (value: string) => session.limits.text_limit - [...value].length;
  const left = room(text);
  const isReady = left >= 0 && (text.trim() !== '' || (!editing && files.chosen.length > 0));
  const isRecording = files.isRecording && !editing;
  const write = (value: string) => {
    setText(value);
    if (editing) return;
    if (value) pocket.set('draft', value);
    else pocket.remove('draft');
    session.typing(value !== '');
  };
  const submit = () => {
    // The field is ahead of what was drawn last, if only by a moment.
    const written = (field.current?.value ?? '').trim();
    // A page may submit for its visitor, who is writing in another frame meanwhile.
    if (document.hasFocus()) field.current?.focus();
    const uploads = files.chosen.filter(({ state }) => state !== 'refused').map(({ id }) => id);
    if ((!written && (editing || uploads.length === 0)) || room(written) < 0) return;
    if (editing?.entry) {
      if (written !== editing.text) session.client.edit(editing.entry.id, written);
      return onEdited();
    }
    write('');
    session.send(written, uploads);
    files.say(null);
    onSent();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Escape' && editing) {
      event.stopPropagation();
      onEdited();
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing && !isTouch()) {
      event.preventDefault();
      submit();
    }
  };

  return (
    <form
      class="composer"
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      {editing && (
        <div class="editing">
          <span>{words.editing}</span>
          <button
            type="button"
            class="tool small"
            aria-label={words.cancel}
            title={words.cancel}
            onClick={onEdited}
          >
            <Icon name="close" size={18} />
          </button>
        </div>
      )}
      {!editing && files.code && <files.code.Tray desk={files} />}
      {files.notice && (
        <p class="notice-line" role="alert">
          {files.notice}
        </p>
      )}
      <div class="entry" hidden={isRecording}>
        {!editing && <AttachButton />}
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={words.message}
          aria-invalid={left < 0}
          placeholder={isClosed ? words.placeholderClosed : words.placeholder}
          enterkeyhint="send"
          onInput={(event) => write(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        {!editing && text === '' && files.canRecord && (
          <button
            type="button"
            class="tool"
            aria-label={words.files.record}
            title={words.files.record}
            // Down already, for those who hold it; a key presses without a pointer.
            onPointerDown={() => files.record(true)}
            onClick={({ detail }) => detail === 0 && files.record(true)}
          >
            <Icon name="microphone" size={22} />
          </button>
        )}
        <button
          type="submit"
          class={`send${isReady ? '' : ' empty'}`}
          aria-label={editing ? words.save : words.send}
          // Keeps the keyboard of a phone open.
          onPointerDown={(event) => event.preventDefault()}
        >
          <Icon name={editing ? 'check' : 'send'} size={22} />
        </button>
      </div>
      {isRecording && files.code && <files.code.Recorder desk={files} onSent={onSent} />}
      <div class={left < 0 ? 'limit over' : 'limit'} role="status">
        {left < 0
          ? words.tooLong(-left)
          : left <= session.limits.text_limit * (1 - NEAR)
            ? words.left(left)
            : null}
      </div>
    </form>
  );
}

/** One line growing to six; the style sheet sets the end. */
function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return;
  field.style.height = 'auto';
  field.style.height = `${field.scrollHeight}px`;
}

/** On a phone's keyboard Enter makes a new line, and the button sends. */
function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches && !matchMedia('(any-pointer: fine)').matches;
}
