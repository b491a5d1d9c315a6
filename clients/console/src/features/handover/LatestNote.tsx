import { CloseButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useClient, useClientState, useMe, useOperatorName, useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconClipboardText } from '../../shared/icons';
import { useSetting } from '../../shared/settings';
import { nearMoment } from '../../shared/time';
import styles from './Handover.module.css';
import { type HandoverNote, isFresh } from './handover';

/** Over the list until it is put away: what the shift before has left in writing. */
export function LatestNote() {
  const { t, language } = useI18n();
  const now = useServerNow();
  const me = useMe();
  const note = useLatest(me?.departments[0] ?? null);
  const author = useOperatorName(note?.operator_id ?? null) ?? t('notice.someone');
  const [seen, setSeen] = useSetting('handoverSeen', '');
  if (!note || note.id === seen || note.operator_id === me?.id || !isFresh(note, now)) return null;
  return (
    <section className={styles.latest} aria-label={t('handover.latest')}>
      <p className={styles.from}>
        <IconClipboardText size={16} aria-hidden />
        <span>{t('handover.from', { name: author, time: nearMoment(note.at, now, language) })}</span>
        <CloseButton size="sm" aria-label={t('handover.seen')} onClick={() => setSeen(note.id)} />
      </p>
      <p className={styles.text}>{note.text}</p>
    </section>
  );
}

function useLatest(departmentId: string | null): HandoverNote | null {
  const client = useClient();
  const isOnline = useClientState((state) => state.status === 'online');
  const asked = useQuery({
    queryKey: ['handover', departmentId],
    enabled: isOnline && departmentId !== null,
    refetchInterval: 5 * 60_000,
    retry: false,
    queryFn: () =>
      client.request<{ note: HandoverNote | null }>(
        'GET',
        `/handover?department_id=${encodeURIComponent(departmentId ?? '')}`,
      ),
  });
  return asked.data?.note ?? null;
}
