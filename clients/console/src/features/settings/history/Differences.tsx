import { IconArrowRight } from '../../../shared/icons';
import { useWords } from '../words';
import type { Difference } from './difference';
import styles from './History.module.css';
import { labelOf } from './labels';
import { type Names, valueWords } from './values';

interface Props {
  readonly differences: readonly Difference[];
  readonly names: Names;
}

/** Field by field: what stood before, and what stands after; of something new only what stands. */
export function Differences({ differences, names }: Props) {
  const words = useWords();
  return (
    <dl className={styles.differences}>
      {differences.map(({ path, before, after }) => {
        const field = fieldOf(path);
        return (
          <div key={path.join('.')}>
            <dt>{labelOf(path, words)}</dt>
            <dd>
              {before !== null && (
                <>
                  <Value text={valueWords(field, before, names, words)} isOld />
                  <IconArrowRight size={16} aria-label={words.t('history.became')} role="img" />
                </>
              )}
              <Value text={valueWords(field, after, names, words)} />
            </dd>
          </div>
        );
      })}
    </dl>
  );
}

/** The part of a path that says how its value is read: for a day that is the one above. */
function fieldOf(path: readonly string[]): string {
  const above = path.at(-2) ?? '';
  return above === 'week' || above === 'days' ? above : (path.at(-1) ?? '');
}

const SHORT = 120;

function Value({ text, isOld = false }: { text: string; isOld?: boolean }) {
  if (text.length <= SHORT)
    return (
      <span className={styles.value} data-old={isOld || undefined}>
        {text}
      </span>
    );
  return (
    <details className={styles.value} data-old={isOld || undefined}>
      <summary>{`${text.slice(0, SHORT)}…`}</summary>
      {text}
    </details>
  );
}
