import { Button, TextInput } from '@mantine/core';
import { type KeyboardEvent, useState } from 'react';
import { IconPlus } from '../../../shared/icons';
import styles from './Fields.module.css';

interface Props {
  /** What is asked for: a name, a date. */
  readonly label: string;
  readonly button: string;
  readonly onAdd: (text: string) => void;
  readonly type?: 'text' | 'date';
  readonly placeholder?: string;
  readonly hasFocus?: boolean;
}

/** The foot of a list: one field and a button; Enter adds too, and the field is free for the next. */
export function AddLine({ label, button, onAdd, type = 'text', placeholder, hasFocus = false }: Props) {
  const [text, setText] = useState('');
  const add = () => {
    if (text.trim() === '') return;
    onAdd(text.trim());
    setText('');
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter') return;
    event.preventDefault();
    add();
  };
  return (
    <div className={styles.add}>
      <TextInput
        aria-label={label}
        type={type}
        maxLength={120}
        placeholder={placeholder ?? label}
        autoFocus={hasFocus}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <Button variant="default" leftSection={<IconPlus size={18} aria-hidden />} onClick={add}>
        {button}
      </Button>
    </div>
  );
}
