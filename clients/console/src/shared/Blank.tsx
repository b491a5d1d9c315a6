import type { ReactNode } from 'react';
import styles from './Blank.module.css';
import { Mark } from './Mark';

interface Props {
  readonly title: string;
  readonly hint?: string;
  /** In a list, where the little house would be too much. */
  readonly isPlain?: boolean;
  /** The next step: a button or two. */
  readonly children?: ReactNode;
}

/** An empty place that says what it is for and what to do next. */
export function Blank({ title, hint, isPlain = false, children }: Props) {
  return (
    <div className={styles.blank} data-plain={isPlain || undefined}>
      {!isPlain && (
        <span className={styles.mark}>
          <Mark size={44} />
        </span>
      )}
      <p className={styles.title}>{title}</p>
      {hint && <p className={styles.hint}>{hint}</p>}
      {children && <div className={styles.next}>{children}</div>}
    </div>
  );
}
