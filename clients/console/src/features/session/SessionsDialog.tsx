import type { SessionList } from '@besedka/protocol';
import { Button, Loader, Modal } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useClient, useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconDeviceMobile, IconDevices } from '../../shared/icons';
import { useToast } from '../../shared/Toasts';
import { moment } from '../../shared/time';
import { deviceOf } from './device';
import styles from './SessionsDialog.module.css';
import type { Session } from './session';

const KEY = ['sessions'];

export function SessionsDialog({ isShown, onClose }: { isShown: boolean; onClose: () => void }) {
  const { t } = useI18n();
  return (
    <Modal
      opened={isShown}
      onClose={onClose}
      size="lg"
      title={t('sessions.title')}
      lockScroll={false}
      closeButtonProps={{ 'aria-label': t('app.close') }}
    >
      <p className={styles.lead}>{t('sessions.lead')}</p>
      <Sessions />
    </Modal>
  );
}

function Sessions() {
  const { t } = useI18n();
  const client = useClient();
  const sessions = useQuery({
    queryKey: KEY,
    queryFn: () => client.request<SessionList>('GET', '/sessions'),
    staleTime: 0,
    retry: 1,
  });
  if (sessions.isPending) return <Loader role="status" aria-label={t('app.loading')} />;
  if (sessions.isError) {
    return (
      <div role="alert">
        <p>{t('sessions.failed')}</p>
        <Button variant="default" onClick={() => sessions.refetch()}>
          {t('app.tryAgain')}
        </Button>
      </div>
    );
  }
  return (
    <ul className={styles.list}>
      {[...sessions.data.sessions].sort(currentFirst).map((each) => (
        <SessionItem key={each.id} session={each} />
      ))}
    </ul>
  );
}

function SessionItem({ session }: { session: Session }) {
  const { t, language } = useI18n();
  const now = useServerNow();
  const device = deviceOf(session.user_agent);
  const name = device
    ? t('sessions.on', { browser: device.browser, system: device.system })
    : t('sessions.unknown');
  const Icon = device?.isPhone ? IconDeviceMobile : IconDevices;
  const seen =
    now - session.last_seen_at < 120_000
      ? t('sessions.now')
      : t('sessions.seen', { time: moment(session.last_seen_at, now, language) });
  return (
    <li className={styles.item}>
      <Icon size={24} aria-hidden />
      <div className={styles.about}>
        <p className={styles.name}>{name}</p>
        <p className={styles.detail}>
          {[session.address, seen, t('sessions.since', { time: moment(session.created_at, now, language) })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      </div>
      {session.current ? (
        <span className={styles.current}>{t('sessions.current')}</span>
      ) : (
        <EndButton session={session} name={name} />
      )}
    </li>
  );
}

function EndButton({ session, name }: { session: Session; name: string }) {
  const { t } = useI18n();
  const client = useClient();
  const queries = useQueryClient();
  const tell = useToast();
  const end = useMutation({
    mutationFn: () => client.request<void>('DELETE', `/sessions/${session.id}`),
    onSettled: () => queries.invalidateQueries({ queryKey: KEY }),
    onError: () => tell({ text: t('refusal.network'), isError: true }),
  });
  return (
    <Button
      variant="default"
      size="compact-md"
      loading={end.isPending}
      aria-label={t('sessions.endLong', { name })}
      onClick={() => end.mutate()}
    >
      {t('sessions.end')}
    </Button>
  );
}

function currentFirst(a: Session, b: Session): number {
  return Number(b.current) - Number(a.current) || b.last_seen_at - a.last_seen_at;
}
