import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type ReactNode, useId, useState } from 'react';
import { isFoundIn } from './fold';
import { useI18n } from './i18n';
import { IconSearch } from './icons';
import styles from './Picker.module.css';

export interface Choice {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Before the label: a dot, an icon. */
  readonly mark?: ReactNode;
  /** More words that find it. */
  readonly words?: string;
  readonly isOff?: boolean;
}

export interface ChoiceGroup {
  readonly title: string;
  readonly choices: readonly Choice[];
}

interface Props {
  /** What is chosen here, for the field and the list. */
  readonly label: string;
  readonly groups: readonly ChoiceGroup[];
  readonly value: string | null;
  readonly onValue: (id: string) => void;
  /** Enter in the field. */
  readonly onEnter: (id: string) => void;
  /** A click is enough; otherwise it only marks. */
  readonly isOneClick?: boolean;
}

/** One of many, by typing and arrows: a field over a list in groups. A choice may stand in two groups. */
export function Picker({ label, groups, value, onValue, onEnter, isOneClick = false }: Props) {
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const id = useId();
  const shown = foundIn(groups, query);
  const ids = [...new Set(shown.flatMap(({ choices }) => choices.filter((c) => !c.isOff).map((c) => c.id)))];
  const search = (text: string) => {
    setQuery(text);
    const first = foundIn(groups, text)
      .flatMap(({ choices }) => choices)
      .find((choice) => !choice.isOff);
    if (first) onValue(first.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined && event.key !== 'Enter') return;
    event.preventDefault();
    if (step !== undefined) return move(step);
    if (value !== null && ids.includes(value)) onEnter(value);
  };
  const move = (step: number) => {
    const at = value === null ? -1 : ids.indexOf(value);
    const next = ids[Math.min(ids.length - 1, Math.max(0, at + step))];
    if (next === undefined) return;
    onValue(next);
    document.getElementById(`${id} ${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  return (
    <div>
      <TextInput
        data-autofocus
        role="combobox"
        aria-label={label}
        aria-expanded
        aria-controls={id}
        aria-autocomplete="list"
        aria-activedescendant={value === null ? undefined : `${id} ${value}`}
        placeholder={t('list.searchShort')}
        leftSection={<IconSearch size={18} aria-hidden />}
        value={query}
        onChange={(event) => search(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      <div id={id} className={styles.list} role="listbox" aria-label={label}>
        {shown.map((group, index) => (
          // biome-ignore lint/a11y/useSemanticElements: a group of options has no element of its own
          <div key={group.title} role="group" aria-label={group.title}>
            <p className={styles.title} aria-hidden>
              {group.title}
            </p>
            {group.choices.map((choice) => (
              <Option
                key={choice.id}
                id={isFirst(shown, index, choice.id) ? `${id} ${choice.id}` : undefined}
                choice={choice}
                isChosen={choice.id === value && isFirst(shown, index, choice.id)}
                onClick={() => (isOneClick ? onEnter : onValue)(choice.id)}
              />
            ))}
          </div>
        ))}
        {shown.length === 0 && <p className={styles.nothing}>{t('list.emptySearch', { query })}</p>}
      </div>
    </div>
  );
}

interface OptionProps {
  readonly id: string | undefined;
  readonly choice: Choice;
  readonly isChosen: boolean;
  readonly onClick: () => void;
}

function Option({ id, choice, isChosen, onClick }: OptionProps) {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys
    <div
      id={id}
      className={styles.option}
      role="option"
      tabIndex={-1}
      aria-selected={isChosen}
      aria-disabled={choice.isOff || undefined}
      onClick={choice.isOff ? undefined : onClick}
    >
      {choice.mark}
      <span className={styles.label}>{choice.label}</span>
      {choice.hint && <span className={styles.hint}>{choice.hint}</span>}
    </div>
  );
}

function foundIn(groups: readonly ChoiceGroup[], query: string): readonly ChoiceGroup[] {
  return groups
    .map((group) => ({
      ...group,
      choices: group.choices.filter((c) => isFoundIn(`${group.title} ${c.label} ${c.words ?? ''}`, query)),
    }))
    .filter(({ choices }) => choices.length > 0);
}

function isFirst(groups: readonly ChoiceGroup[], index: number, id: string): boolean {
  return !groups.slice(0, index).some(({ choices }) => choices.some((choice) => choice.id === id));
}
