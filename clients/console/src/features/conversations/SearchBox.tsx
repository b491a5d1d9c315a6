import { CloseButton, TextInput } from '@mantine/core';
import { type KeyboardEvent, useRef } from 'react';
import { useI18n } from '../../shared/i18n';
import { IconSearch } from '../../shared/icons';
import { useShortcut } from '../../shared/shortcuts';

interface Props {
  readonly query: string;
  readonly onQuery: (query: string) => void;
}

export function SearchBox({ query, onQuery }: Props) {
  const { t } = useI18n();
  const field = useRef<HTMLInputElement>(null);
  useShortcut('Slash', () => field.current?.focus());
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape') return;
    event.preventDefault();
    if (query) onQuery('');
    else field.current?.blur();
  };
  return (
    <TextInput
      ref={field}
      value={query}
      onChange={(event) => onQuery(event.currentTarget.value)}
      onKeyDown={onKeyDown}
      aria-label={t('list.search')}
      placeholder={t('list.searchShort')}
      leftSection={<IconSearch size={18} aria-hidden />}
      rightSection={
        query && <CloseButton size="sm" aria-label={t('list.clearSearch')} onClick={() => onQuery('')} />
      }
    />
  );
}
