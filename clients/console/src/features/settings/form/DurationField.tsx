import { Input, NativeSelect } from '@mantine/core';
import { useId, useState } from 'react';
import { useWords } from '../words';
import styles from './Fields.module.css';
import { NumberField } from './NumberField';
import './mantine.css';

const UNITS = { s: 1_000, min: 60_000, h: 3_600_000, d: 86_400_000 } as const;
type Unit = keyof typeof UNITS;
const NAMES = Object.keys(UNITS) as readonly Unit[];

interface Props {
  readonly label: string;
  /** In milliseconds; 0 = never. */
  readonly value: number;
  readonly onValue: (ms: number) => void;
  readonly hint?: string;
  readonly error?: string | undefined;
  /** In milliseconds. Default: a week. */
  readonly max?: number;
}

/** A length of time as a person says it: a number and a unit. */
export function DurationField({ label, value, onValue, hint, error, max = 7 * UNITS.d }: Props) {
  const { t } = useWords();
  const id = useId();
  const [chosen, setChosen] = useState<Unit>(() => unitOf(value));
  const unit = value % UNITS[chosen] === 0 ? chosen : unitOf(value);
  return (
    <Input.Wrapper
      id={id}
      label={label}
      {...(hint ? { description: hint } : {})}
      {...(error ? { error } : {})}
      inputWrapperOrder={['label', 'description', 'input', 'error']}
    >
      <div className={styles.duration}>
        <NumberField
          id={id}
          min={0}
          max={Math.floor(max / UNITS[unit])}
          allowDecimal={false}
          allowNegative={false}
          hideControls
          value={value / UNITS[unit]}
          onValue={(amount) => onValue(amount * UNITS[unit])}
        />
        <NativeSelect
          aria-label={t('form.unitOf', { label })}
          data={NAMES.map((each) => ({ value: each, label: t(`form.unit.${each}`) }))}
          value={unit}
          onChange={(event) => {
            const next = event.currentTarget.value as Unit;
            setChosen(next);
            onValue(Math.min(max, (value / UNITS[unit]) * UNITS[next]));
          }}
        />
        {value === 0 && <span className={styles.never}>{t('form.never')}</span>}
      </div>
    </Input.Wrapper>
  );
}

/** The largest unit that says it without a fraction; minutes for 0. */
export function unitOf(ms: number): Unit {
  return ms === 0 ? 'min' : ([...NAMES].reverse().find((each) => ms % UNITS[each] === 0) ?? 's');
}
