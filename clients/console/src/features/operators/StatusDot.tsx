import type { OperatorStatus } from '@besedka/protocol';
import styles from './StatusMenu.module.css';

/** Colour and shape: full, half, ring; colour never speaks alone. */
export function StatusDot({ status }: { status: OperatorStatus }) {
  return <span className={styles.dot} data-status={status} aria-hidden />;
}
