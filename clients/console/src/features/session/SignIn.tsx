import type { SessionAnswer } from '@besedka/protocol';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { type I18n, useI18n } from '../../shared/i18n';
import { pause } from '../../shared/time';
import { SignInError, type SignInFailure } from './failures';
import { Failure, Porch } from './Porch';
import styles from './SignIn.module.css';
import { signIn } from './session';

interface Props {
  /** Why the page is here, when the person did not ask for it. */
  readonly notice: string | null;
  readonly onSignedIn: (session: SessionAnswer) => void;
}

export function SignIn({ notice, onSignedIn }: Props) {
  const { t } = useI18n();
  return (
    <Porch title={t('signIn.title')} lead={notice ?? t('signIn.lead')}>
      <SignInForm onSignedIn={onSignedIn} />
    </Porch>
  );
}

function SignInForm({ onSignedIn }: Pick<Props, 'onSignedIn'>) {
  const i18n = useI18n();
  const { t } = i18n;
  const password = useRef<HTMLInputElement>(null);
  const [isEmpty, setEmpty] = useState(false);
  const attempt = useMutation({
    mutationFn: (form: { email: string; password: string }) => signIn(form.email, form.password),
    onSuccess: onSignedIn,
    onError: () => password.current?.select(),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const given = { email: String(form.get('email')).trim(), password: String(form.get('password')) };
    setEmpty(!given.email || !given.password);
    if (given.email && given.password) attempt.mutate(given);
  };
  const error = isEmpty ? t('signIn.empty') : attempt.error && failureWords(attempt.error, i18n);
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-describedby="sign-in-error">
      <TextInput
        name="email"
        type="email"
        label={t('signIn.email')}
        autoComplete="username"
        autoFocus
        size="md"
        aria-invalid={error ? true : undefined}
      />
      <PasswordInput
        name="password"
        ref={password}
        label={t('signIn.password')}
        autoComplete="current-password"
        size="md"
        aria-invalid={error ? true : undefined}
        visibilityToggleButtonProps={{ 'aria-label': t('signIn.reveal'), tabIndex: 0 }}
      />
      <Failure id="sign-in-error">{!attempt.isPending && error}</Failure>
      <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
        {t('signIn.submit')}
      </Button>
    </form>
  );
}

function failureWords(error: Error, i18n: I18n): string {
  const failure: SignInFailure = error instanceof SignInError ? error.failure : { kind: 'away' };
  switch (failure.kind) {
    case 'wrong':
      return i18n.t('signIn.wrong');
    case 'tooMany':
      return i18n.t('signIn.tooMany', { wait: pause(failure.retryMs, i18n.t) });
    case 'away':
      return i18n.t('signIn.away');
    case 'refused':
      return i18n.t('signIn.refused', { reason: i18n.refusal(failure.problem) });
  }
}
