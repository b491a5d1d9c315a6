import type { OperatorStatus } from '@besedka/protocol';
import { Button, Modal, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import styles from './StatusMenu.module.css';
import { isStatus, STATUSES } from './statuses';

interface Props {
  readonly isShown: boolean;
  readonly status: OperatorStatus;
  readonly reason: string;
  readonly onClose: () => void;
}

export function StatusDialog({ isShown, ...form }: Props) {
  const { t } = useI18n();
  return (
    <Modal
      opened={isShown}
      onClose={form.onClose}
      title={t('status.reasonTitle')}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <StatusForm {...form} />
    </Modal>
  );
}

interface FormProps extends Omit<Props, 'isShown'> {
  /** Somebody else's: supervisors. */
  readonly operatorId?: string;
}

export function StatusForm({ operatorId, status, reason, onClose }: FormProps) {
  const { t } = useI18n();
  const client = useClient();
  const [chosen, setChosen] = useState(status === 'online' ? 'away' : status);
  const [words, setWords] = useState(reason);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const whose = operatorId === undefined ? {} : { operator_id: operatorId };
    const draft = { type: 'set_status', status: chosen, reason: words.trim() || null, ...whose } as const;
    client.act<'set_status'>(draft).catch(() => undefined);
    onClose();
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <Radio.Group
        label={t('status.choose')}
        value={chosen}
        onChange={(value) => isStatus(value) && setChosen(value)}
      >
        <div className={styles.radios}>
          {STATUSES.map((each) => (
            <Radio key={each} value={each} label={t(`status.${each}`)} />
          ))}
        </div>
      </Radio.Group>
      <TextInput
        data-autofocus
        label={t('status.reason')}
        description={t('status.reasonHint')}
        maxLength={120}
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <div className={styles.actions}>
        <Button variant="default" onClick={onClose}>
          {t('app.cancel')}
        </Button>
        <Button type="submit">{t('app.save')}</Button>
      </div>
    </form>
  );
}
