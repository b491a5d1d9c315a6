import { IconArrowLeft } from '../../../shared/icons';
import { addressOf, follow } from '../../../shared/route';
import { usePhone } from '../../../shared/usePhone';
import { useWords } from '../words';
import { at } from './DepartmentList';
import styles from './Departments.module.css';

/** On a phone the settings have a way back of their own. */
export function BackToList() {
  const { t } = useWords();
  if (usePhone()) return null;
  return (
    <a className={styles.back} href={addressOf(at(null))} onClick={(event) => follow(event, at(null))}>
      <IconArrowLeft size={18} aria-hidden />
      {t('departments.all')}
    </a>
  );
}
