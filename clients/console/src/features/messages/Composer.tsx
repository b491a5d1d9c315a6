import type { Conversation } from '@besedka/protocol';
import { Button } from '@mantine/core';
import { type FormEvent, type RefObject, useEffect } from 'react';
import { useI18n } from '../../shared/i18n';
import { IconNote, IconPencil, IconSend2, IconX } from '../../shared/icons';
import { useShortcut } from '../../shared/shortcuts';
import { AttachButton } from '../files/AttachButton';
import fileStyles from '../files/Files.module.css';
import { Uploads } from '../files/Uploads';
import type { Tray } from '../files/useTray';
import { PromiseButton } from '../handling/PromiseButton';
import styles from './Composer.module.css';
import { ComposerField } from './ComposerField';
import type { EditTarget } from './editing';
import { fieldId } from './fieldFocus';
import { Hindrance } from './Hindrance';
import { hindranceOf } from './hindrances';
import { TextLimit } from './TextLimit';
import { type Mode, useComposer } from './useComposer';

interface Props {
  readonly conversation: Conversation;
  readonly name: string;
  readonly editing: EditTarget | null;
  readonly onEditing: (target: EditTarget | null) => void;
  readonly onSent: () => void;
  /** Filled by the composer: where files go that are dropped on the pane; `null` while they cannot. */
  readonly takeFiles: RefObject<Tray['attach'] | null>;
  /** Esc in an idle field: back to the list. */
  readonly onLeave: () => void;
}

/** Always in the same place: the reply, the note with its own draft, or an own message that is being changed. */
export function Composer(props: Props) {
  const { conversation, name, onEditing, onSent, onLeave, takeFiles } = props;
  const { t } = useI18n();
  const composer = useComposer(conversation, props.editing, onEditing, onSent);
  const { mode, text, isNoteOn, tray } = composer;
  const hindrance = mode === 'reply' ? hindranceOf(conversation, composer.meId) : null;
  const canAttach = mode !== 'edit' && !hindrance;
  useEffect(() => {
    takeFiles.current = canAttach ? tray.attach : null;
  });
  useShortcut('KeyR', () => composer.turnTo('reply'));
  useShortcut('KeyN', () => composer.turnTo('note'));
  useFocusAtOpening(conversation.id, hindrance === null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    composer.submit();
  };
  return (
    <form className={styles.composer} data-mode={mode} onSubmit={submit}>
      {mode === 'edit' && <EditStrip onCancel={composer.cancel} />}
      {canAttach && <Uploads uploads={tray.uploads} />}
      {canAttach && tray.notice && (
        <p className={fileStyles.notice} role="alert">
          {tray.notice}
        </p>
      )}
      {hindrance ? (
        <Hindrance conversation={conversation} kind={hindrance} />
      ) : (
        <ComposerField composer={composer} name={name} onLeave={onLeave} />
      )}
      <div className={styles.footer}>
        {canAttach && <AttachButton onFiles={tray.attach} />}
        {mode !== 'edit' && (
          <button
            type="button"
            className={styles.toggle}
            aria-pressed={isNoteOn}
            onClick={() => composer.turnTo(isNoteOn ? 'reply' : 'note')}
          >
            <IconNote size={18} aria-hidden />
            <span className={styles.toggleWord}>{t('composer.toNote')}</span>
          </button>
        )}
        {mode === 'reply' && !hindrance && <PromiseButton conversation={conversation} />}
        <span className={styles.space}>{!hindrance && <TextLimit text={text} />}</span>
        {!hindrance && <Submit mode={mode} name={name} isReady={composer.isReady} />}
      </div>
    </form>
  );
}

function EditStrip({ onCancel }: { onCancel: () => void }) {
  const { t } = useI18n();
  return (
    <div className={styles.strip}>
      <IconPencil size={16} aria-hidden />
      <span>{t('composer.editing')}</span>
      <button type="button" className={styles.toggle} onClick={onCancel}>
        <IconX size={16} aria-hidden />
        {t('app.cancel')}
      </button>
    </div>
  );
}

/** The button says who gets it: the name beside it is the last look before the wrong window. */
function Submit({ mode, name, isReady }: { mode: Mode; name: string; isReady: boolean }) {
  const { t } = useI18n();
  const words = {
    reply: { button: t('composer.send'), hint: t('composer.sendTo', { name }) },
    note: { button: t('composer.addNote'), hint: t('composer.noteHint') },
    edit: { button: t('composer.saveEdit'), hint: t('composer.sendTo', { name }) },
  }[mode];
  return (
    <>
      <span className={styles.recipient} id="composer-recipient">
        {words.hint}
      </span>
      <Button
        type="submit"
        className={styles.send}
        aria-describedby="composer-recipient"
        aria-disabled={!isReady || undefined}
        data-idle={!isReady || undefined}
        leftSection={mode === 'reply' && <IconSend2 size={18} aria-hidden />}
      >
        {words.button}
      </Button>
    </>
  );
}

/** Who opens a conversation wants to write; a finger gets no keyboard over the log unasked. */
function useFocusAtOpening(conversationId: string, canWrite: boolean): void {
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each opening, whatever changes later
  useEffect(() => {
    if (matchMedia('(pointer: coarse)').matches) return;
    const field = document.getElementById(fieldId(conversationId));
    if (canWrite) field?.focus();
  }, [conversationId]);
}
