import { isRefusedError } from '@besedka/sdk';
import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useI18n } from '../../../shared/i18n';
import { go } from '../../../shared/route';
import { BackTo, placeOf } from '../form/Page';
import styles from '../form/Page.module.css';
import { refusedField, useRefused } from '../form/refused';
import { useWords } from '../words';
import { FIELD_OF, looksLikeEmail, NEWCOMER } from './model';
import { NameFields, WorkFields } from './PersonFields';
import { useStaffActions } from './useStaff';

/** Whom to let in; the link for the first password stands on the person's page afterwards. */
export function NewPerson() {
  const { t } = useWords();
  const [values, setValues] = useState(NEWCOMER);
  const { add, invite } = useStaffActions();
  const adding = useMutation({
    mutationFn: () => add({ ...values, email: values.email.trim() }),
    onSuccess: async ({ id }) => {
      await invite(id).catch(() => undefined);
      go(placeOf('staff', id), 'replace');
    },
  });
  const problem = adding.error && (isRefusedError(adding.error) ? adding.error.problem : 'away');
  const refused = useRefused(FIELD_OF, problem);
  const set = (change: Partial<typeof NEWCOMER>) => {
    adding.reset();
    setValues((before) => ({ ...before, ...change }));
  };
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    adding.mutate();
  };
  return (
    <form className={styles.new} onSubmit={onForm} noValidate>
      <BackTo section="staff">{t('staff.all')}</BackTo>
      <h2 id="settings-title" className={styles.title}>
        {t('staff.new')}
      </h2>
      <TextInput
        type="email"
        label={t('staff.email')}
        description={t('staff.emailHint')}
        autoComplete="off"
        maxLength={254}
        value={values.email}
        error={refused('email')}
        onChange={(event) => set({ email: event.currentTarget.value })}
      />
      <NameFields values={values} set={set} refused={refused} />
      <WorkFields values={values} set={set} refused={refused} />
      {problem && refusedField(FIELD_OF, problem) === null && <Unplaced problem={problem} />}
      <Button
        type="submit"
        loading={adding.isPending}
        disabled={!looksLikeEmail(values.email) || values.name.trim() === ''}
      >
        {t('staff.addAndInvite')}
      </Button>
    </form>
  );
}

type Refused = Parameters<typeof refusedField>[1];

/** What is about none of the fields. */
function Unplaced({ problem }: { problem: NonNullable<Refused> }) {
  const { t } = useWords();
  const { refusal } = useI18n();
  return (
    <p className={styles.problem} role="alert">
      {problem === 'away' ? t('form.away') : `${refusal(problem)} ${problem.detail ?? ''}`}
    </p>
  );
}
