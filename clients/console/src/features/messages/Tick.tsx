import type { Row } from '@besedka/sdk';
import { useI18n } from '../../shared/i18n';
import { IconAlertTriangle, IconCheck, IconChecks, IconClock } from '../../shared/icons';
import styles from './Bubble.module.css';

type State = NonNullable<Row['tick']>;

const ICONS = {
  waiting: IconClock,
  sent: IconCheck,
  delivered: IconChecks,
  read: IconChecks,
  failed: IconAlertTriangle,
} as const satisfies Record<State, unknown>;

export function Tick({ tick }: { tick: State }) {
  const { t } = useI18n();
  const Icon = ICONS[tick];
  const words = t(`tick.${tick}`);
  return (
    <span className={styles.tick} data-tick={tick} title={words}>
      <Icon size={15} aria-hidden />
      <span className="hidden">{words}</span>
    </span>
  );
}
