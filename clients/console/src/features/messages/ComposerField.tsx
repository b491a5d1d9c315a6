import { type KeyboardEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { useI18n } from '../../shared/i18n';
import styles from './Composer.module.css';
import { fieldId } from './fieldFocus';
import type { ComposerState } from './useComposer';

interface Props {
  readonly composer: ComposerState;
  readonly name: string;
  readonly onLeave: () => void;
}

export function ComposerField({ composer, name, onLeave }: Props) {
  const { t } = useI18n();
  const { mode, text, conversationId } = composer;
  const id = fieldId(conversationId);
  useEffect(() => {
    if (mode === 'edit') focusAtEnd(id);
  }, [mode, id]);
  const onKeyDown = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    if (event.nativeEvent.isComposing) return;
    if (isSendKey(event)) {
      event.preventDefault();
      composer.submit();
    } else if (event.key === 'Escape') {
      event.preventDefault();
      if (mode === 'edit') composer.cancel();
      else if (mode === 'note') composer.turnTo('reply');
      else onLeave();
    }
  };
  const hint = mode === 'note' ? t('composer.noteHint') : t('composer.replyTo', { name });
  return (
    <textarea
      ref={useGrowing(text)}
      id={id}
      className={styles.field}
      rows={2}
      value={text}
      aria-label={mode === 'edit' ? t('composer.edit') : t(`composer.${mode}`)}
      placeholder={hint}
      aria-keyshortcuts="Enter"
      aria-describedby="composer-keys"
      enterKeyHint={isTouch() ? 'enter' : 'send'}
      onChange={(event) => composer.setText(event.currentTarget.value)}
      onKeyDown={onKeyDown}
    />
  );
}

/** As high as its text, up to what the style allows. */
function useGrowing(text: string) {
  const field = useRef<HTMLTextAreaElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: measured after each change of the text
  useLayoutEffect(() => {
    const { current } = field;
    if (!current) return;
    current.style.height = 'auto';
    current.style.height = `${current.scrollHeight}px`;
  }, [text]);
  return field;
}

/** Enter sends, Shift+Enter breaks the line. On a touch keyboard Enter breaks the line: there the button sends. */
function isSendKey(event: KeyboardEvent): boolean {
  if (event.key !== 'Enter' || event.shiftKey || event.altKey) return false;
  return event.ctrlKey || event.metaKey || !isTouch();
}

function isTouch(): boolean {
  return matchMedia('(pointer: coarse)').matches;
}

function focusAtEnd(id: string): void {
  const field = document.getElementById(id) as HTMLTextAreaElement | null;
  // The menu that asked for the edit gives the focus back first.
  setTimeout(() => {
    field?.focus();
    field?.setSelectionRange(field.value.length, field.value.length);
  }, 50);
}
