import { Loader, TextInput } from '@mantine/core';
import { type KeyboardEvent, useId, useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { IconCheck } from '../../shared/icons';
import styles from './ContactCard.module.css';

interface Props {
  readonly label: string;
  readonly type: 'text' | 'email' | 'tel';
  readonly value: string;
  /** Rejects when the server does not take it: the words stay, marked, to be put right. */
  readonly onSave: (value: string) => Promise<void>;
}

/** Reads as text until it is pointed at or focused. Esc brings the old value back. */
export function InlineField({ label, type, value, onSave }: Props) {
  const { t } = useI18n();
  const id = useId();
  const field = useDraftValue(value, onSave);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter') event.currentTarget.blur();
    if (event.key === 'Escape' && field.isChanged) {
      event.preventDefault();
      field.reset();
    }
  };
  return (
    <div className={styles.field}>
      <label htmlFor={id}>{label}</label>
      <TextInput
        id={id}
        type={type}
        size="sm"
        autoComplete="off"
        maxLength={200}
        placeholder={t('contact.add')}
        value={field.text}
        onChange={(event) => field.setText(event.currentTarget.value)}
        aria-invalid={field.phase === 'refused' || undefined}
        error={field.phase === 'refused'}
        onBlur={field.save}
        onKeyDown={onKeyDown}
      />
      <Phase phase={field.phase} />
    </div>
  );
}

type SavePhase = 'idle' | 'saving' | 'saved' | 'refused';

function Phase({ phase }: { phase: SavePhase }) {
  const { t } = useI18n();
  return (
    <span role="status" className={styles.phase}>
      {phase === 'saving' && <Loader size={14} aria-label={t('contact.saving')} />}
      {phase === 'saved' && (
        <>
          <IconCheck size={16} aria-hidden />
          <span className="hidden">{t('contact.saved')}</span>
        </>
      )}
    </span>
  );
}

/** The typed value until it is saved; then whatever the server has, also when a colleague changes it. */
function useDraftValue(value: string, onSave: Props['onSave']) {
  const [draft, setDraft] = useState<string | null>(null);
  const [phase, setPhase] = useState<SavePhase>('idle');
  const reset = () => {
    setDraft(null);
    setPhase('idle');
  };
  const save = () => {
    const words = draft?.trim();
    if (words === undefined || words === value) return reset();
    // Said once why it cannot be; it is tried again when the words have changed.
    if (phase === 'refused') return;
    setPhase('saving');
    onSave(words).then(
      () => {
        setPhase('saved');
        setTimeout(() => setPhase('idle'), 2_000);
        // The row itself comes with the next frame, right after the answer.
        setTimeout(() => setDraft((held) => (held?.trim() === words ? null : held)), 500);
      },
      () => setPhase('refused'),
    );
  };
  const setText = (text: string) => {
    setDraft(text);
    setPhase('idle');
  };
  return { text: draft ?? value, isChanged: draft !== null && draft !== value, phase, setText, save, reset };
}
