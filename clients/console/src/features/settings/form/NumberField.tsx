import { NumberInput, type NumberInputProps } from '@mantine/core';
import { useState } from 'react';
import './mantine.css';

interface Props extends Omit<NumberInputProps, 'value' | 'onChange' | 'onBlur'> {
  readonly value: number;
  readonly onValue: (value: number) => void;
}

/** A number that may be half typed: an emptied field, a lone minus or `0.` stand until it is left, and count as 0. */
export function NumberField({ value, onValue, ...others }: Props) {
  const [typed, setTyped] = useState<number | string>(value);
  return (
    <NumberInput
      {...others}
      value={numberOf(typed) === value ? typed : value}
      onChange={(now) => {
        setTyped(now);
        onValue(numberOf(now));
      }}
      onBlur={() => setTyped(value)}
    />
  );
}

function numberOf(typed: number | string): number {
  return Number(typed) || 0;
}
