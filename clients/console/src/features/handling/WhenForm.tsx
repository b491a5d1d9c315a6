import { Button, Radio, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { nearMoment } from '../../shared/time';
import styles from './Handling.module.css';
import { fieldOf, momentOf, momentOfField, type QuickMoment, quickMoments } from './when';

interface Props {
  /** By the server's clock, which judges the moment. */
  readonly now: number;
  readonly quick: readonly QuickMoment[];
  readonly label: string;
  readonly submit: string;
  /** Present: a reason may be given with it. */
  readonly reason?: { readonly label: string; readonly hint: string };
  readonly onSubmit: (at: number, reason: string) => void;
  readonly onCancel: () => void;
}

/** A nearMoment ahead: one of those that are often meant, or any other. Arrows choose, Enter is done. */
export function WhenForm({ now, quick, label, submit, reason, onSubmit, onCancel }: Props) {
  const { t, language } = useI18n();
  const choices = quickMoments(quick, now);
  const [chosen, setChosen] = useState<QuickMoment | 'other'>(choices[0] ?? 'other');
  const [field, setField] = useState(fieldOf(now + 2 * 3_600_000));
  const [words, setWords] = useState('');
  const [isWrong, setWrong] = useState(false);
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    const at = chosen === 'other' ? momentOfField(field) : momentOf(chosen, now);
    if (at === null || at <= now) return setWrong(true);
    onSubmit(at, words);
  };
  return (
    <form className={styles.form} onSubmit={onForm}>
      <Radio.Group
        label={label}
        value={chosen}
        onChange={(value) => setChosen(value as QuickMoment | 'other')}
      >
        <div className={styles.radios}>
          {choices.map((each, index) => (
            <Radio
              key={each}
              value={each}
              label={t(`when.${each}`)}
              description={nearMoment(momentOf(each, now), now, language)}
              {...(index === 0 ? { 'data-autofocus': true } : {})}
            />
          ))}
          <Radio value="other" label={t('when.other')} />
        </div>
      </Radio.Group>
      {chosen === 'other' && (
        <TextInput
          type="datetime-local"
          aria-label={t('when.other')}
          value={field}
          min={fieldOf(now)}
          error={isWrong && t('when.past')}
          onChange={(event) => setField(event.currentTarget.value)}
        />
      )}
      {reason && (
        <TextInput
          label={reason.label}
          description={reason.hint}
          maxLength={200}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
        <Button type="submit">{submit}</Button>
      </div>
    </form>
  );
}
