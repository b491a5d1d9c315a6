import type { Operator } from '@besedka/protocol';
import { useServerNow } from '../../shared/client';
import { type Key, useI18n } from '../../shared/i18n';
import { IconAlertTriangle } from '../../shared/icons';
import { waited } from '../../shared/time';
import styles from './Team.module.css';
import { hasProblem } from './team';

const KNOWN = ['sound', 'notifications', 'socket', 'clock', 'throttled'];

/** Why routing leaves somebody out although the status says otherwise. */
export function Problems({ operator }: { operator: Operator }) {
  const { t } = useI18n();
  const now = useServerNow();
  if (!hasProblem(operator)) return null;
  const { problems, vanished_at } = operator;
  const words = problems.map((each) => (KNOWN.includes(each) ? t(`problem.${each}` as Key) : each));
  if (vanished_at !== null) words.unshift(t('problem.vanished', { time: waited(now - vanished_at, t) }));
  return (
    <span className={styles.problem}>
      <IconAlertTriangle size={14} aria-hidden /> {words.join(', ')}
    </span>
  );
}
