import { Checkbox, NativeSelect, Switch } from '@mantine/core';
import { LANGUAGES, type Language } from '../../../shared/i18n';
import { DurationField } from '../form/DurationField';
import { NumberField } from '../form/NumberField';
import { Card } from '../form/Page';
import page from '../form/Page.module.css';
import { useWords } from '../words';
import type { Fault, PartProps } from './model';
import { withMain } from './model';

const YEAR_MS = 366 * 24 * 3_600_000;
const TIMES = [
  'edit_window_ms',
  'reopen_window_ms',
  'close_after_silence_ms',
  'silence_warning_ms',
  'idle_release_ms',
] as const;

type Props = Pick<PartProps, 'values' | 'set'> & { readonly faults: ReadonlySet<Fault> };

/** How conversations go: languages, lengths and times. */
export function TalkCard({ values, set, faults }: Props) {
  const { t } = useWords();
  const { rules } = values;
  const change = (changed: Partial<typeof rules>) => set({ rules: { ...rules, ...changed } });
  return (
    <Card id="talk" title={t('inboxes.part.talk')}>
      <LanguagesField
        value={rules.languages}
        onValue={(languages) => change({ languages })}
        isFaulty={faults.has('languages')}
      />
      <NumberField
        label={t('inboxes.textLimit')}
        description={t('inboxes.textLimitHint')}
        min={1}
        max={10_000}
        maw={280}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        value={rules.text_limit}
        onValue={(text_limit) => change({ text_limit })}
      />
      {TIMES.map((name) => (
        <DurationField
          key={name}
          label={t(`inboxes.${name}`)}
          hint={t(`inboxes.${name}.hint`)}
          max={YEAR_MS}
          value={rules[name]}
          onValue={(ms) => change({ [name]: ms })}
        />
      ))}
      <Switch
        label={t('inboxes.previews')}
        description={t('inboxes.previewsHint')}
        checked={rules.previews}
        onChange={(event) => change({ previews: event.currentTarget.checked })}
      />
    </Card>
  );
}

interface LanguagesProps {
  readonly value: readonly string[];
  readonly onValue: (languages: readonly string[]) => void;
  readonly isFaulty: boolean;
}

/** Those of the widget, and any other that a settings file has named. */
function LanguagesField({ value, onValue, isFaulty }: LanguagesProps) {
  const { t } = useWords();
  const known = [...new Set([...Object.keys(LANGUAGES), ...value])];
  return (
    <>
      <Checkbox.Group
        label={t('inboxes.languages')}
        value={[...value]}
        error={isFaulty && t('inboxes.languagesNone')}
        onChange={onValue}
      >
        <div className={page.choices}>
          {known.map((each) => (
            <Checkbox key={each} value={each} label={nameOf(each)} />
          ))}
        </div>
      </Checkbox.Group>
      {value.length > 1 && (
        <NativeSelect
          label={t('inboxes.mainLanguage')}
          description={t('inboxes.mainLanguageHint')}
          maw={280}
          data={value.map((each) => ({ value: each, label: nameOf(each) }))}
          value={value[0] ?? ''}
          onChange={(event) => onValue(withMain(value, event.currentTarget.value))}
        />
      )}
    </>
  );
}

export function nameOf(language: string): string {
  return LANGUAGES[language as Language] ?? language;
}
