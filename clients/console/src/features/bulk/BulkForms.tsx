import { Button, Textarea, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useClientState } from '../../shared/client';
import { Dialog } from '../../shared/Dialog';
import { useI18n } from '../../shared/i18n';
import { Picker } from '../../shared/Picker';
import styles from '../handling/Handling.module.css';
import { TransferForm } from '../handling/TransferForm';
import { tagsOf } from '../handling/tags';
import { NO_TOPIC, topicGroups } from '../handling/topics';
import { useTopics } from '../handling/useTopics';
import { TEXT_LIMIT } from '../messages/TextLimit';
import type { BulkAction } from './work';

export type BulkForm = 'transfer' | 'tag' | 'topic' | 'answer' | 'close';

interface Props {
  readonly ids: readonly string[];
  readonly form: BulkForm | null;
  readonly onBegin: (action: BulkAction) => void;
  readonly onHide: () => void;
}

/** What has to be said before the work begins, one form at a time. */
export function BulkForms({ ids, form, onBegin, onHide }: Props) {
  const { t } = useI18n();
  return (
    <Dialog isShown={form !== null} title={form ? t(`bulk.act.${form}`) : ''} onClose={onHide}>
      <p className={styles.lead}>{t('bulk.count', { count: ids.length })}</p>
      {form === 'transfer' && (
        <TransferForm
          ownerId={null}
          hasNote={false}
          onSubmit={({ to }) => onBegin({ type: 'transfer', ...to })}
          onCancel={onHide}
        />
      )}
      {(form === 'topic' || form === 'close') && <TopicForm ids={ids} form={form} onBegin={onBegin} />}
      {form === 'tag' && (
        <WordsForm
          label={t('card.tags')}
          hint={t('card.tagsHint')}
          submit={t('bulk.act.tag')}
          onSubmit={(text) => onBegin({ type: 'tag', add: tagsOf(text) })}
        />
      )}
      {form === 'answer' && (
        <WordsForm
          isLong
          label={t('bulk.answer')}
          hint={t('bulk.answerHint', { count: ids.length })}
          submit={t('bulk.answerSubmit', { count: ids.length })}
          onSubmit={(text) => onBegin({ type: 'answer', text })}
        />
      )}
    </Dialog>
  );
}

/** Topics belong to a department: those of the first marked conversation are offered. */
function TopicForm({ ids, form, onBegin }: Pick<Props, 'ids' | 'onBegin'> & { form: 'topic' | 'close' }) {
  const { t, language } = useI18n();
  const departmentId = useClientState((state) => state.conversations[ids[0] ?? '']?.department_id ?? null);
  const groups = topicGroups(useTopics(departmentId), language, {
    likely: t('topic.likely'),
    others: t('topic.others'),
    none: form === 'close' ? t('topic.none') : null,
  });
  const [chosen, setChosen] = useState<string | null>(null);
  const value = chosen ?? groups[0]?.choices[0]?.id ?? null;
  const begin = (id: string) => {
    if (form === 'topic') onBegin({ type: 'topic', topic_id: id });
    else onBegin({ type: 'close', topic_id: id === NO_TOPIC ? null : id });
  };
  return (
    <div className={styles.form}>
      <Picker label={t('topic.label')} groups={groups} value={value} onValue={setChosen} onEnter={begin} />
      <div className={styles.buttons}>
        <Button disabled={value === null} onClick={() => value !== null && begin(value)}>
          {t(`bulk.act.${form}`)}
        </Button>
      </div>
    </div>
  );
}

interface WordsProps {
  readonly label: string;
  readonly hint: string;
  readonly submit: string;
  readonly isLong?: boolean;
  readonly onSubmit: (text: string) => void;
}

function WordsForm({ label, hint, submit, isLong = false, onSubmit }: WordsProps) {
  const [text, setText] = useState('');
  const Field = isLong ? Textarea : TextInput;
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) onSubmit(text.trim());
  };
  return (
    <form className={styles.form} onSubmit={onForm}>
      <Field
        data-autofocus
        label={label}
        description={hint}
        value={text}
        maxLength={TEXT_LIMIT}
        {...(isLong ? { rows: 4 } : {})}
        onChange={(event: { currentTarget: { value: string } }) => setText(event.currentTarget.value)}
      />
      <div className={styles.buttons}>
        <Button type="submit" disabled={!text.trim()}>
          {submit}
        </Button>
      </div>
    </form>
  );
}
