import { useWords } from '../words';
import styles from './File.module.css';
import { TakeIn } from './TakeIn';
import { TakeOut } from './TakeOut';

/** All settings as one file: taken out, compared with what stands, and applied. */
export function FilePage() {
  const { t } = useWords();
  return (
    <div className={styles.file}>
      <h2 id="settings-title">{t('file.title')}</h2>
      <p className={styles.lead}>{t('file.lead')}</p>
      <TakeOut />
      <TakeIn />
    </div>
  );
}
