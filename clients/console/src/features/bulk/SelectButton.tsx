import { Button } from '@mantine/core';
import { useI18n } from '../../shared/i18n';
import { IconListCheck } from '../../shared/icons';
import { startSelecting, stopSelecting, useSelection } from './selection';

/** Turns the marking of rows on and off. */
export function SelectButton() {
  const { t } = useI18n();
  const { isOn } = useSelection();
  return (
    <Button
      size="compact-sm"
      variant="subtle"
      color="gray"
      aria-pressed={isOn}
      leftSection={<IconListCheck size={16} aria-hidden />}
      onClick={isOn ? stopSelecting : startSelecting}
    >
      {isOn ? t('bulk.done') : t('bulk.select')}
    </Button>
  );
}
