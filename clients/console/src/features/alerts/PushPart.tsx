import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import styles from './AlertsDialog.module.css';
import { permission } from './desktop';
import { canPush, pushId, startPush, stopPush } from './push';

/** The second alarm on this device: on or off. */
export function PushPart() {
  const { t } = useI18n();
  const client = useClient();
  const known = useQuery({ queryKey: ['push'], queryFn: () => pushId(client), enabled: canPush() });
  const change = useMutation({
    mutationFn: async (id: string | null) => (id ? stopPush(client, id) : startPush(client)),
    onSettled: () => known.refetch(),
  });
  const id = known.data ?? null;
  const isForbidden = canPush() && permission() === 'denied';
  return (
    <section className={styles.part} aria-labelledby="push-title">
      <div className={styles.line}>
        <h3 id="push-title" className={styles.title}>
          {t('push.title')}
        </h3>
        <Button
          variant={id ? 'default' : 'filled'}
          size="compact-md"
          disabled={!canPush() || isForbidden}
          loading={change.isPending}
          onClick={() => change.mutate(id)}
        >
          {id ? t('push.off') : t('push.on')}
        </Button>
      </div>
      <p className={styles.hint} role="status">
        {hint()}
      </p>
    </section>
  );

  function hint(): string {
    if (!canPush()) return t('push.none');
    if (isForbidden) return t('push.denied');
    return change.isError ? t('push.failed') : t('push.hint');
  }
}
