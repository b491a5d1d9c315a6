import { type ReactNode, useEffect } from 'react';
import { LANGUAGES, type Language, useI18n } from '../../shared/i18n';
import { IconAlertTriangle } from '../../shared/icons';
import { Mark } from '../../shared/Mark';
import styles from './SignIn.module.css';

interface Props {
  readonly title: string;
  readonly lead: string;
  readonly children: ReactNode;
}

/** The page before the door: what people see who are not signed in. */
export function Porch({ title, lead, children }: Props) {
  const { t } = useI18n();
  useEffect(() => {
    document.title = `${title} · ${t('app.name')}`;
  }, [title, t]);
  return (
    <main className={styles.page}>
      <div className={styles.card}>
        <div className={styles.brand}>
          <Mark size={40} />
          <span className={styles.word}>{t('app.name').toLocaleLowerCase()}</span>
        </div>
        <h1 className={styles.title}>{title}</h1>
        <p className={styles.lead}>{lead}</p>
        {children}
      </div>
      <Languages />
    </main>
  );
}

/** Why it did not work; `id` is what fields name in `aria-describedby`. */
export function Failure({ id, children }: { id: string; children: ReactNode }) {
  return (
    <div id={id} role="alert">
      {children && (
        <p className={styles.error}>
          <IconAlertTriangle size={18} aria-hidden />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}

function Languages() {
  const { language, setLanguage } = useI18n();
  return (
    <p className={styles.languages}>
      {(Object.keys(LANGUAGES) as Language[]).map((each) => (
        <button
          key={each}
          type="button"
          lang={each}
          aria-pressed={each === language}
          onClick={() => setLanguage(each)}
        >
          {LANGUAGES[each]}
        </button>
      ))}
    </p>
  );
}
