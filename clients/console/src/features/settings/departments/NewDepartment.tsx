import { isRefusedError } from '@besedka/sdk';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useI18n } from '../../../shared/i18n';
import { go } from '../../../shared/route';
import { type Names, NamesField } from '../form/NamesField';
import { BackTo, placeOf } from '../form/Page';
import page from '../form/Page.module.css';
import { useWords } from '../words';
import { keyOf } from './keys';
import { useAddDepartment, useDepartmentList } from './useDepartments';

/** Its names and its key; everything else is set on its own page afterwards. */
export function NewDepartment() {
  const { t, language } = useWords();
  const { refusal } = useI18n();
  const { data = [] } = useDepartmentList();
  const add = useAddDepartment();
  const [names, setNames] = useState<Names>({});
  const [typedKey, setTypedKey] = useState<string | null>(null);
  const taken = data.map(({ key }) => key);
  const name = names.en ?? names[language] ?? '';
  const key = typedKey ?? (name && keyOf(name, taken, 'department'));
  const isTaken = taken.includes(key);
  const adding = useMutation({
    mutationFn: add,
    onSuccess: ({ id }) => go(placeOf('departments', id), 'replace'),
  });
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    if (!isTaken && name && key) adding.mutate({ key, names });
  };
  const problem = isRefusedError(adding.error) ? adding.error.problem : null;
  return (
    <form onSubmit={onForm} className={page.new}>
      <BackTo section="departments">{t('departments.all')}</BackTo>
      <h2 id="settings-title" className={page.title}>
        {t('departments.new')}
      </h2>
      <NamesField
        label={t('departments.names')}
        value={names}
        onValue={setNames}
        hint={t('departments.namesHint')}
      />
      <TextInput
        label={t('departments.key')}
        description={t('departments.keyHint')}
        maxLength={40}
        value={key}
        error={isTaken && t('departments.keyTaken')}
        onChange={(event) => setTypedKey(event.currentTarget.value)}
      />
      {adding.isError && (
        <p className={page.problem} role="alert">
          {problem ? `${refusal(problem)} ${problem.detail ?? ''}` : t('form.away')}
        </p>
      )}
      <Button type="submit" loading={adding.isPending} disabled={!name || !key || isTaken}>
        {t('departments.add')}
      </Button>
    </form>
  );
}
