import { type ComboboxItem, type OptionsFilter, Select } from '@mantine/core';
import { useMemo, useState } from 'react';
import { isFoundIn } from '../../../shared/fold';
import '../form/mantine.css';
import { useWords } from '../words';
import styles from './Departments.module.css';
import { wordsOfZone, zonesWith } from './zones';

interface Props {
  readonly value: string;
  readonly onValue: (zone: string) => void;
  readonly error?: string | undefined;
}

/** By its name or by what people call it: `Europe/Moscow`, `Moscow`, «Москва», `GMT+3`. */
export function ZoneField({ value, onValue, error }: Props) {
  const { t, language } = useWords();
  // Some four hundred names are worded when somebody wants to choose, not before.
  const [isOpen, setOpen] = useState(false);
  const zones = useMemo(
    () =>
      (isOpen ? zonesWith(value) : [value]).map((zone) => ({
        value: zone,
        label: wordsOfZone(zone, language),
      })),
    [isOpen, value, language],
  );
  return (
    <Select
      label={t('hours.zone')}
      description={t('hours.zoneHint')}
      searchable
      allowDeselect={false}
      limit={60}
      className={styles.narrow ?? ''}
      maxDropdownHeight={280}
      data={zones}
      filter={found}
      nothingFoundMessage={t('hours.noZone')}
      value={value}
      error={error}
      onFocus={() => setOpen(true)}
      onChange={(zone) => zone && onValue(zone)}
    />
  );
}

const found: OptionsFilter = ({ options, search }) => {
  const items = options as ComboboxItem[];
  // The words of the chosen one stand in the field when it opens: all are shown until something else is typed.
  if (items.some(({ label }) => label === search)) return items;
  return items.filter(({ label }) =>
    isFoundIn(label.replaceAll(/[/_]/g, ' '), search.replaceAll(/[/_]/g, ' ')),
  );
};
