import { TextInput } from '@mantine/core';
import { LANGUAGES, type Language } from '../../../shared/i18n';
import { useWords } from '../words';
import styles from './Fields.module.css';

export type Names = Readonly<Record<string, string>>;

interface Props {
  /** What is named here. */
  readonly label: string;
  readonly value: Names;
  readonly onValue: (names: Names) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** In a row of a list, where the words above it would be too much: the languages stand inside the fields. */
  readonly isBare?: boolean;
}

/** One name in every language of the console, the reader's first. An emptied one is no name in that language. */
export function NamesField({ label, value, onValue, hint, error, isBare = false }: Props) {
  const { language } = useWords();
  return (
    <fieldset className={styles.group} data-bare={isBare || undefined}>
      <legend className={isBare ? 'hidden' : styles.legend}>{label}</legend>
      {hint && !isBare && <p className={styles.hint}>{hint}</p>}
      <div className={styles.names}>
        {languagesOf(value, language).map((each) => (
          <TextInput
            key={each}
            lang={each}
            maxLength={120}
            {...(isBare
              ? { 'aria-label': `${label}: ${nameOf(each)}`, placeholder: nameOf(each) }
              : { label: nameOf(each) })}
            value={value[each] ?? ''}
            error={error !== undefined}
            onChange={(event) => onValue(renamed(value, each, event.currentTarget.value))}
          />
        ))}
      </div>
      {error && <p className={styles.error}>{error}</p>}
    </fieldset>
  );
}

/** Both languages of the console, and any other in which there is a name already. */
export function languagesOf(names: Names, first: string): readonly string[] {
  return [...new Set([first, ...Object.keys(LANGUAGES), ...Object.keys(names)])];
}

/** The languages keep their places, so that a name put back as it was is no change. */
export function renamed(names: Names, language: string, name: string): Names {
  if (language in names || name === '')
    return Object.fromEntries(
      Object.entries(names)
        .map(([each, was]) => [each, each === language ? name : was])
        .filter(([, each]) => each !== ''),
    );
  return { ...names, [language]: name };
}

function nameOf(language: string): string {
  return LANGUAGES[language as Language] ?? language;
}
