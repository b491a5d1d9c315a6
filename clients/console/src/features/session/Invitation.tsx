import type { InvitedPerson, SessionAnswer } from '@besedka/protocol';
import { Button, Loader, PasswordInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type I18n, useI18n } from '../../shared/i18n';
import { SignInError } from './failures';
import { type PasswordFault, passwordFault } from './invitation';
import { Failure, Porch } from './Porch';
import styles from './SignIn.module.css';
import { acceptInvitation, lookAtInvitation } from './session';

interface Props {
  readonly token: string;
  readonly onSignedIn: (session: SessionAnswer) => void;
  /** The person turns away from the invitation, to the usual page. */
  readonly onLeave: () => void;
}

/** Where the link of an invitation leads: whom it is for, and two fields for the password. */
export function Invitation({ token, onSignedIn, onLeave }: Props) {
  const i18n = useI18n();
  const { t } = i18n;
  const invited = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => lookAtInvitation(token),
    retry: (_, error) => isAway(error),
    staleTime: Infinity,
  });
  if (invited.data) {
    return (
      <Porch
        title={t('invitation.title', { name: invited.data.name })}
        lead={t('invitation.lead', { email: invited.data.email })}
      >
        <PasswordForm token={token} person={invited.data} onSignedIn={onSignedIn} />
      </Porch>
    );
  }
  const failure = invited.failureReason;
  return (
    <Porch title={t('invitation.opening')} lead="">
      {failure === null && <Loader role="status" aria-label={t('app.loading')} />}
      <div className={styles.form}>
        <Failure id="invitation-error">{failure && failureWords(failure, i18n)}</Failure>
        <Button variant="default" onClick={onLeave}>
          {t('invitation.leave')}
        </Button>
      </div>
    </Porch>
  );
}

interface FormProps extends Pick<Props, 'token' | 'onSignedIn'> {
  readonly person: InvitedPerson;
}

function PasswordForm({ token, person, onSignedIn }: FormProps) {
  const i18n = useI18n();
  const { t } = i18n;
  const [fault, setFault] = useState<PasswordFault | null>(null);
  const attempt = useMutation({
    mutationFn: (password: string) => acceptInvitation(token, password),
    onSuccess: onSignedIn,
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const wanted = String(form.get('wanted'));
    const found = passwordFault(wanted, String(form.get('again')));
    setFault(found);
    if (!found) attempt.mutate(wanted);
  };
  const refused = !attempt.isPending && attempt.error ? failureWords(attempt.error, i18n) : null;
  const error = fault ? t(`invitation.${fault}`) : refused;
  const field = {
    autoComplete: 'new-password',
    size: 'md',
    'aria-invalid': error ? true : undefined,
    visibilityToggleButtonProps: { 'aria-label': t('signIn.reveal'), tabIndex: 0 },
  } as const;
  return (
    <form className={styles.form} onSubmit={submit} noValidate aria-describedby="invitation-error">
      <input type="email" name="email" autoComplete="username" value={person.email} readOnly hidden />
      <PasswordInput name="wanted" label={t('signIn.password')} autoFocus {...field} />
      <PasswordInput name="again" label={t('invitation.again')} {...field} />
      <Failure id="invitation-error">{error}</Failure>
      <Button type="submit" size="md" fullWidth loading={attempt.isPending}>
        {t('invitation.submit')}
      </Button>
    </form>
  );
}

function isAway(error: Error): boolean {
  return !(error instanceof SignInError) || error.failure.kind === 'away';
}

function failureWords(error: Error, i18n: I18n): string {
  if (error instanceof SignInError && error.failure.kind === 'refused') {
    return i18n.refusal(error.failure.problem);
  }
  return i18n.t('signIn.away');
}
