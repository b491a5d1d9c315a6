import type { Interval } from '@besedka/protocol';
import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconPlus, IconX } from '../../../shared/icons';
import { useWords } from '../words';
import { clockOf, faultOf, isOverMidnight, oneMore } from './hours';
import styles from './Intervals.module.css';

interface Props {
  /** The day. */
  readonly label: string;
  readonly value: readonly Interval[];
  readonly onValue: (intervals: readonly Interval[]) => void;
  readonly error?: string | undefined;
}

/** When a day is open: any number of intervals, none of them: closed. */
export function IntervalsField({ label, value, onValue, error }: Props) {
  const { t } = useWords();
  const fault = faultOf(value);
  const change = (index: number, interval: Interval) => onValue(value.with(index, interval));
  return (
    <div className={styles.intervals}>
      {value.length === 0 && <span className={styles.closed}>{t('hours.closed')}</span>}
      {value.map((interval, index) => (
        <IntervalLine
          // biome-ignore lint/suspicious/noArrayIndexKey: an interval has nothing else to be known by
          key={index}
          label={value.length > 1 ? `${label}, ${index + 1}` : label}
          value={interval}
          onValue={(changed) => change(index, changed)}
          onRemove={() => onValue(value.toSpliced(index, 1))}
        />
      ))}
      <Button
        variant="subtle"
        size="compact-sm"
        leftSection={<IconPlus size={16} aria-hidden />}
        aria-label={t('hours.addFor', { day: label })}
        onClick={() => onValue(oneMore(value))}
      >
        {t('hours.add')}
      </Button>
      {fault && <p className={styles.error}>{t(`hours.fault.${fault}`)}</p>}
      {error && !fault && <p className={styles.error}>{error}</p>}
    </div>
  );
}

interface LineProps {
  readonly label: string;
  readonly value: Interval;
  readonly onValue: (interval: Interval) => void;
  readonly onRemove: () => void;
}

function IntervalLine({ label, value, onValue, onRemove }: LineProps) {
  const { t } = useWords();
  const [from, until] = value;
  return (
    <div className={styles.line}>
      <ClockField
        label={t('hours.from', { day: label })}
        value={from}
        onValue={(text) => onValue([text, until])}
      />
      <span aria-hidden>–</span>
      <ClockField
        label={t('hours.until', { day: label })}
        value={until}
        onValue={(text) => onValue([from, text])}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        aria-label={t('hours.remove', { day: label })}
        onClick={onRemove}
      >
        <IconX size={18} aria-hidden />
      </ActionIcon>
      {isOverMidnight(value) && <span className={styles.night}>{t('hours.nextDay')}</span>}
    </div>
  );
}

/** A time of day in any writing; put right when it is left. */
function ClockField({ label, value, onValue }: Pick<LineProps, 'label'> & Clock) {
  return (
    <TextInput
      aria-label={label}
      className={styles.clock ?? ''}
      inputMode="numeric"
      maxLength={5}
      placeholder="00:00"
      autoComplete="off"
      value={value}
      error={value !== '' && clockOf(value) === null}
      onChange={(event) => onValue(event.currentTarget.value)}
      onBlur={() => onValue(clockOf(value) ?? value)}
    />
  );
}

interface Clock {
  readonly value: string;
  readonly onValue: (text: string) => void;
}
