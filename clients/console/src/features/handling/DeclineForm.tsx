import { Button, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useI18n } from '../../shared/i18n';
import styles from './Handling.module.css';

interface Props {
  readonly onSubmit: (reason: string) => void;
  readonly onCancel: () => void;
}

/** What was passed on goes back, and whoever passed it on reads why. */
export function DeclineForm({ onSubmit, onCancel }: Props) {
  const { t } = useI18n();
  const [reason, setReason] = useState('');
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim()) onSubmit(reason.trim());
  };
  return (
    <form className={styles.form} onSubmit={onForm}>
      <TextInput
        data-autofocus
        required
        label={t('decline.reason')}
        description={t('decline.hint')}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" disabled={!reason.trim()}>
          {t('pane.decline')}
        </Button>
      </div>
    </form>
  );
}
