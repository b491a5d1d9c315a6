import type { Conversation } from '@besedka/protocol';
import { Button } from '@mantine/core';
import { useClient, useMe, useOperatorName, useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconCalendarEvent } from '../../shared/icons';
import { nearMoment, waited } from '../../shared/time';
import { isSupervisor } from './may';
import styles from './Promise.module.css';
import { nearness } from './when';

/** Under the header while an answer is promised: by when, by whom, and how it ends. */
export function PromiseStrip({ conversation }: { conversation: Conversation }) {
  const { t, language } = useI18n();
  const now = useServerNow();
  const client = useClient();
  const me = useMe();
  const promise = conversation.arrangement?.promise ?? null;
  const promiser = useOperatorName(promise?.operator_id ?? null);
  if (!promise) return null;
  const near = nearness(promise.due_at, now);
  const end = (outcome: 'kept' | 'withdrawn') => {
    const draft = { type: 'end_promise', promise_id: promise.id, outcome } as const;
    client.act<'end_promise'>(draft).catch(() => undefined);
  };
  const isOwn = promise.operator_id === me?.id;
  const by = t(isOwn ? 'promise.byYou' : 'promise.by', {
    name: promiser ?? t('notice.someone'),
    time: nearMoment(promise.due_at, now, language),
  });
  const left = waited(Math.abs(promise.due_at - now), t);
  return (
    <div className={styles.strip} data-near={near} role={near === 'far' ? undefined : 'status'}>
      <IconCalendarEvent size={18} aria-hidden />
      <span className={styles.words}>
        {by} · {t(near === 'late' ? 'promise.late' : 'promise.left', { time: left })}
      </span>
      {(isOwn || conversation.operator_id === me?.id || isSupervisor(me)) && (
        <span className={styles.ends}>
          <Button size="compact-sm" variant="default" onClick={() => end('kept')}>
            {t('promise.kept')}
          </Button>
          <Button size="compact-sm" variant="subtle" color="gray" onClick={() => end('withdrawn')}>
            {t('promise.withdraw')}
          </Button>
        </span>
      )}
    </div>
  );
}
