import type { InboxRating } from '@besedka/protocol';
import { Radio, Switch } from '@mantine/core';
import { NumberField } from '../form/NumberField';
import { Card } from '../form/Page';
import page from '../form/Page.module.css';
import { useWords } from '../words';
import type { PartProps } from './model';

const SCALES: readonly InboxRating['scale'][] = ['five', 'ten', 'both', 'none'];

/** What customers are asked at the end, and how often. */
export function RatingCard({ values, set }: Pick<PartProps, 'values' | 'set'>) {
  const { t } = useWords();
  const { rules } = values;
  const { rating } = rules;
  const rate = (changed: Partial<InboxRating>) =>
    set({ rules: { ...rules, rating: { ...rating, ...changed } } });
  return (
    <Card id="rating" title={t('inboxes.part.rating')}>
      <Radio.Group
        label={t('inboxes.scale')}
        value={rating.scale}
        onChange={(scale) => rate({ scale: scale as InboxRating['scale'] })}
      >
        <div className={page.choices} data-tall>
          {SCALES.map((scale) => (
            <Radio
              key={scale}
              value={scale}
              label={t(`inboxes.scale.${scale}`)}
              description={t(`inboxes.scale.${scale}.hint`)}
            />
          ))}
        </div>
      </Radio.Group>
      {rating.scale !== 'none' && (
        <>
          <Switch
            label={t('inboxes.comment')}
            checked={rating.comment}
            onChange={(event) => rate({ comment: event.currentTarget.checked })}
          />
          <NumberField
            label={t('inboxes.cap')}
            description={t('inboxes.capHint')}
            min={0}
            max={366}
            maw={280}
            allowDecimal={false}
            allowNegative={false}
            hideControls
            value={rating.cap_days}
            onValue={(cap_days) => rate({ cap_days })}
          />
        </>
      )}
      <Switch
        label={t('inboxes.survey')}
        description={t('inboxes.surveyHint')}
        checked={rules.survey}
        onChange={(event) => set({ rules: { ...rules, survey: event.currentTarget.checked } })}
      />
    </Card>
  );
}
