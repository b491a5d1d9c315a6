import { Checkbox, Radio, Switch } from '@mantine/core';
import { channelName } from '../../../shared/ChannelIcon';
import { useI18n } from '../../../shared/i18n';
import { DurationField } from '../form/DurationField';
import { NumberField } from '../form/NumberField';
import { useInboxes } from '../inboxes/useInboxes';
import { useWords } from '../words';
import styles from './Departments.module.css';
import type { FullGiving, PartProps } from './model';
import { faultOn } from './places';

const MODES = ['late', 'least_loaded'] as const;
const CHOICES = ['wait', 'form', 'mail'] as const;
const TIMES = ['return_to_last_ms', 'alarm_ms', 'release_ms'] as const;

/** How waiting conversations are given to operators. */
export function GivingPart({ values, set, fault }: PartProps) {
  const { t } = useWords();
  const { giving } = values;
  const change = (changed: Partial<FullGiving>) => set({ giving: { ...giving, ...changed } });
  const times = giving.mode === 'late' ? (['ageing_ms', ...TIMES] as const) : TIMES;
  return (
    <>
      <Radio.Group
        label={t('giving.mode')}
        value={giving.mode}
        onChange={(mode) => change({ mode })}
        error={faultOn(fault, 'giving')}
      >
        <div className={styles.choices} data-tall>
          {MODES.map((mode) => (
            <Radio
              key={mode}
              value={mode}
              label={t(`giving.mode.${mode}`)}
              description={t(`giving.mode.${mode}.hint`)}
            />
          ))}
        </div>
      </Radio.Group>
      {times.map((name) => (
        <DurationField
          key={name}
          label={t(`giving.${name}`)}
          hint={t(`giving.${name}.hint`)}
          value={giving[name]}
          onValue={(ms) => change({ [name]: ms })}
          error={faultOn(fault, 'giving', name)}
        />
      ))}
      <Cap giving={giving} change={change} fault={fault} />
      <Weights giving={giving} change={change} fault={fault} />
      <Switch
        label={t('giving.takeAnyway')}
        description={t('giving.takeAnyway.hint')}
        checked={giving.take_anyway}
        onChange={(event) => change({ take_anyway: event.currentTarget.checked })}
      />
    </>
  );
}

type Props = Pick<PartProps, 'fault'> & {
  readonly giving: FullGiving;
  readonly change: (changed: Partial<FullGiving>) => void;
};

/** How long the line may get, and what newcomers may choose then. */
function Cap({ giving, change, fault }: Props) {
  const { t } = useWords();
  return (
    <>
      <NumberField
        label={t('giving.cap')}
        description={t('giving.cap.hint')}
        error={faultOn(fault, 'giving', 'queue_cap')}
        min={0}
        max={10_000}
        className={styles.narrow ?? ''}
        allowDecimal={false}
        hideControls
        value={giving.queue_cap}
        onValue={(value) => change({ queue_cap: value })}
      />
      {giving.queue_cap > 0 && (
        <Checkbox.Group
          label={t('giving.whenFull')}
          value={[...giving.when_full]}
          onChange={(chosen) =>
            chosen.length > 0 && change({ when_full: CHOICES.filter((each) => chosen.includes(each)) })
          }
        >
          <div className={styles.choices}>
            {CHOICES.map((each) => (
              <Checkbox key={each} value={each} label={t(`giving.whenFull.${each}`)} />
            ))}
          </div>
        </Checkbox.Group>
      )}
    </>
  );
}

/** Of the channels that there are. */
function Weights({ giving, change, fault }: Props) {
  const { t } = useWords();
  const i18n = useI18n();
  const { data: inboxes = [] } = useInboxes();
  const channels = [
    ...new Set([...inboxes.map(({ channel }) => channel), ...Object.keys(giving.weights)]),
  ].sort();
  const weigh = (channel: string, weight: number) => {
    const { [channel]: _, ...others } = giving.weights;
    change({ weights: weight === 1 ? others : { ...others, [channel]: weight } });
  };
  return (
    <fieldset className={styles.block}>
      <legend>{t('giving.weights')}</legend>
      <p className={styles.hint}>{t('giving.weights.hint')}</p>
      <div className={styles.weights}>
        {channels.map((channel) => (
          <NumberField
            key={channel}
            label={channelName(channel, i18n.t)}
            min={0.1}
            max={10}
            step={0.1}
            decimalScale={2}
            value={giving.weights[channel] ?? 1}
            onValue={(value) => weigh(channel, value)}
          />
        ))}
      </div>
      {faultOn(fault, 'giving', 'weights') && (
        <p className={styles.problem}>{faultOn(fault, 'giving', 'weights')}</p>
      )}
    </fieldset>
  );
}
