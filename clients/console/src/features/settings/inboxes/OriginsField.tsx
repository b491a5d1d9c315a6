import { Textarea } from '@mantine/core';
import page from '../form/Page.module.css';
import { useWords } from '../words';
import { isForAnySite, wrongOrigins } from './model';

interface Props {
  readonly value: string;
  readonly onValue: (origins: string) => void;
  readonly error: string | undefined;
}

/** From which sites it may be used, one a line; a warning when from any. */
export function OriginsField({ value, onValue, error }: Props) {
  const { t } = useWords();
  const wrong = wrongOrigins(value);
  return (
    <>
      <Textarea
        label={t('inboxes.origins')}
        description={t('inboxes.originsHint')}
        placeholder="https://www.example.org"
        spellCheck={false}
        autosize
        minRows={2}
        maxRows={12}
        value={value}
        error={wrong.length > 0 ? t('inboxes.originsWrong', { origins: wrong.join(', ') }) : error}
        onChange={(event) => onValue(event.currentTarget.value)}
      />
      {isForAnySite(value) && <p className={page.hint}>{t('inboxes.originsAny')}</p>}
    </>
  );
}
