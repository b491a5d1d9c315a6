import { isRefusedError } from '@besedka/sdk';
import { Button, Textarea } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useMemo, useState } from 'react';
import { useClient, useClientState, useMe } from '../../shared/client';
import { Dialog } from '../../shared/Dialog';
import { useI18n } from '../../shared/i18n';
import { useToast } from '../../shared/Toasts';
import { worded } from '../handling/targets';
import styles from './Handover.module.css';
import { leftBehind } from './handover';
import { LeftList } from './LeftList';

interface Props {
  readonly isShown: boolean;
  readonly onClose: () => void;
}

/** At the end of a shift: what stays open, and a note for those who come. */
export function HandoverDialog({ isShown, onClose }: Props) {
  const { t } = useI18n();
  return (
    <Dialog isShown={isShown} title={t('handover.title')} size="lg" onClose={onClose}>
      <HandoverForm onClose={onClose} />
    </Dialog>
  );
}

function HandoverForm({ onClose }: { onClose: () => void }) {
  const { t, language, refusal } = useI18n();
  const client = useClient();
  const queries = useQueryClient();
  const tell = useToast();
  const me = useMe();
  const conversations = useClientState((state) => state.conversations);
  const departments = useClientState((state) => state.departments);
  const left = useMemo(() => leftBehind(Object.values(conversations), me?.id ?? null), [conversations, me]);
  const mine = departments.filter(({ id }) => me?.departments.includes(id));
  const choices = mine.length > 0 ? mine : departments;
  const [departmentId, setDepartmentId] = useState(choices[0]?.id ?? '');
  const [text, setText] = useState('');
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    try {
      await client.request('POST', '/handover', { department_id: departmentId, text: text.trim() });
      void queries.invalidateQueries({ queryKey: ['handover'] });
      tell({ text: t('handover.saved') });
      onClose();
    } catch (error) {
      setBusy(false);
      if (isRefusedError(error)) tell({ text: refusal(error.problem), isError: true });
    }
  };
  return (
    <form className={styles.form} onSubmit={submit}>
      <LeftList left={left} onGo={onClose} />
      {choices.length > 1 && (
        <label className={styles.department}>
          {t('contact.department')}
          <select value={departmentId} onChange={(event) => setDepartmentId(event.currentTarget.value)}>
            {choices.map((each) => (
              <option key={each.id} value={each.id}>
                {worded(each.name, language)}
              </option>
            ))}
          </select>
        </label>
      )}
      <Textarea
        data-autofocus
        label={t('handover.note')}
        description={t('handover.hint')}
        rows={4}
        maxLength={4000}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button variant="default" onClick={onClose}>
          {t('handover.without')}
        </Button>
        <Button type="submit" loading={isBusy} disabled={!text.trim()}>
          {t('handover.save')}
        </Button>
      </div>
    </form>
  );
}
