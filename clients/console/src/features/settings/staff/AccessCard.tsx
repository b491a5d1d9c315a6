import type { StaffInvitation, StaffMember } from '@besedka/protocol';
import { Button } from '@mantine/core';
import { useMe, useServerNow } from '../../../shared/client';
import { nearMoment } from '../../../shared/time';
import { CopyText } from '../form/CopyText';
import { Card } from '../form/Page';
import styles from '../form/Page.module.css';
import { useWords } from '../words';
import { useInvitation, useStaffActions } from './useStaff';
import { useTold } from './useTold';

/** Whether and how the person gets in: invitation, new password, the door shut and opened again. */
export function AccessCard({ person }: { person: StaffMember }) {
  const { t, language } = useWords();
  const now = useServerNow();
  const invitation = useInvitation(person.id);
  const isDisabled = person.disabled_at !== null;
  const state = isDisabled
    ? t('staff.access.disabled', { time: nearMoment(person.disabled_at ?? 0, now, language) })
    : t(person.has_password ? 'staff.access.password' : 'staff.access.none');
  return (
    <Card id="access" title={t('staff.part.access')}>
      <p className={styles.hint}>{state}</p>
      {invitation && !isDisabled && <InvitationLink invitation={invitation} />}
      <div className={styles.buttons}>
        {!isDisabled && <InviteButtons person={person} invitation={invitation} />}
        <DoorButton person={person} isDisabled={isDisabled} />
      </div>
    </Card>
  );
}

function InvitationLink({ invitation }: { invitation: StaffInvitation }) {
  const { t, language } = useWords();
  const now = useServerNow();
  const until = nearMoment(invitation.expires_at, now, language);
  return (
    <>
      <CopyText label={t('staff.link')} text={invitation.link} />
      <p className={styles.hint} role="status">
        {t(invitation.mailed ? 'staff.link.mailed' : 'staff.link.notMailed')}{' '}
        {t('staff.link.once', { time: until })}
      </p>
    </>
  );
}

interface InviteProps {
  readonly person: StaffMember;
  readonly invitation: StaffInvitation | null;
}

function InviteButtons({ person, invitation }: InviteProps) {
  const { t } = useWords();
  const { invite, revoke } = useStaffActions();
  const told = useTold();
  return (
    <>
      <Button
        variant="default"
        loading={told.isPending}
        onClick={() => told.mutate({ run: () => invite(person.id) })}
      >
        {t(person.has_password ? 'staff.newPassword' : 'staff.invite')}
      </Button>
      {(invitation || !person.has_password) && (
        <Button
          variant="default"
          onClick={() => told.mutate({ run: () => revoke(person.id), done: t('staff.revoked') })}
        >
          {t('staff.revoke')}
        </Button>
      )}
    </>
  );
}

/** Nobody shuts the door on himself. */
function DoorButton({ person, isDisabled }: { person: StaffMember; isDisabled: boolean }) {
  const { t } = useWords();
  const me = useMe();
  const { disable, enable } = useStaffActions();
  const told = useTold();
  const shut = () => disable(person.id);
  const open = () => enable(person.id);
  const { name } = person;
  if (person.id === me?.id) return null;
  return isDisabled ? (
    <Button onClick={() => told.mutate({ run: open, done: t('staff.enabled', { name }), undo: shut })}>
      {t('staff.enable')}
    </Button>
  ) : (
    <Button
      variant="default"
      c="var(--b-danger)"
      onClick={() => told.mutate({ run: shut, done: t('staff.disabledNow', { name }), undo: open })}
    >
      {t('staff.disable')}
    </Button>
  );
}
