import { isRefusedError } from '@besedka/sdk';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useI18n } from '../../../shared/i18n';
import { go } from '../../../shared/route';
import { keyOf } from '../departments/keys';
import { BackTo, placeOf } from '../form/Page';
import page from '../form/Page.module.css';
import { refusedField, useRefused } from '../form/refused';
import { useDepartmentNames } from '../form/useDepartmentNames';
import { useWords } from '../words';
import { FaceFields } from './FaceFields';
import { ACCENT, FIELD_OF, isReady, newInbox } from './model';
import { OriginsField } from './OriginsField';
import { useAddInbox } from './useInboxes';

const EMPTY = { name: '', brand: { name: '', accent: ACCENT }, department_id: '', origins: '' };
const NONE: ReadonlySet<never> = new Set();

/** What a widget needs to work; the rules begin with their defaults and are set on its own page. */
export function NewInboxForm({ taken }: { taken: readonly string[] }) {
  const { t } = useWords();
  const { refusal } = useI18n();
  const [first = ''] = useDepartmentNames().keys();
  const [typed, setTyped] = useState(EMPTY);
  const values = { ...typed, department_id: typed.department_id || first };
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const add = useAddInbox();
  const key = typedKey ?? (values.name && keyOf(values.name, taken, 'site'));
  const adding = useMutation({
    mutationFn: () => add(newInbox(values, key)),
    onSuccess: ({ id }) => go(placeOf('inboxes', id), 'replace'),
  });
  const problem = adding.error && (isRefusedError(adding.error) ? adding.error.problem : 'away');
  const refused = useRefused(FIELD_OF, problem);
  const canAdd = isReady(values, key, taken);
  const set = (change: object) => {
    adding.reset();
    setTyped((before) => ({ ...before, ...change }));
  };
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    if (canAdd) adding.mutate();
  };
  return (
    <form className={page.new} onSubmit={onForm} noValidate>
      <BackTo section="inboxes">{t('inboxes.all')}</BackTo>
      <h2 id="settings-title" className={page.title}>
        {t('inboxes.new')}
      </h2>
      <FaceFields values={values} set={set} refused={refused} faults={NONE} />
      <TextInput
        label={t('inboxes.key')}
        description={t('inboxes.keyHint')}
        maxLength={40}
        spellCheck={false}
        value={key}
        error={taken.includes(key) ? t('inboxes.keyTaken') : refused('key')}
        onChange={(event) => setTypedKey(event.currentTarget.value)}
      />
      <OriginsField
        value={values.origins}
        error={refused('origins')}
        onValue={(origins) => set({ origins })}
      />
      {problem && refusedField(FIELD_OF, problem) === null && (
        <p className={page.problem} role="alert">
          {problem === 'away' ? t('form.away') : `${refusal(problem)} ${problem.detail ?? ''}`}
        </p>
      )}
      <Button type="submit" loading={adding.isPending} disabled={!canAdd}>
        {t('inboxes.add')}
      </Button>
    </form>
  );
}
