import { Radio, Textarea } from '@mantine/core';
import { Card } from '../form/Page';
import page from '../form/Page.module.css';
import { useWords } from '../words';
import { type PartProps, withConsent } from './model';
import { nameOf } from './TalkCard';

const CHOICES = ['form', 'queue'] as const;

/** What customers find while nobody is there, and what they agree to before they leave an address. */
export function AwayCard({ values, set }: Pick<PartProps, 'values' | 'set'>) {
  const { t } = useWords();
  const { rules } = values;
  const change = (changed: Partial<typeof rules>) => set({ rules: { ...rules, ...changed } });
  const languages = [...new Set([...rules.languages, ...Object.keys(rules.consent)])];
  return (
    <Card id="away" title={t('inboxes.part.away')}>
      <Radio.Group
        label={t('inboxes.offline')}
        value={rules.offline}
        onChange={(offline) => change({ offline: offline as (typeof CHOICES)[number] })}
      >
        <div className={page.choices} data-tall>
          {CHOICES.map((each) => (
            <Radio
              key={each}
              value={each}
              label={t(`inboxes.offline.${each}`)}
              description={t(`inboxes.offline.${each}.hint`)}
            />
          ))}
        </div>
      </Radio.Group>
      {languages.map((each) => (
        <Textarea
          key={each}
          lang={each}
          label={t('inboxes.consent', { language: nameOf(each) })}
          description={t('inboxes.consentHint')}
          autosize
          minRows={2}
          maxRows={8}
          maxLength={4000}
          value={rules.consent[each] ?? ''}
          onChange={(event) =>
            change({ consent: withConsent(rules.consent, each, event.currentTarget.value) })
          }
        />
      ))}
    </Card>
  );
}
