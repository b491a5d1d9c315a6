import type { Row } from '@besedka/sdk';
import { ActionIcon, Menu } from '@mantine/core';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconCopy, IconDots, IconPencil, IconTrash } from '../../shared/icons';
import styles from './Bubble.module.css';
import type { EditTarget } from './editing';

/** What can be done with an own message. Nothing, while a change of it is on its way. */
export function MessageMenu({ row, onEdit }: { row: Row; onEdit: (target: EditTarget) => void }) {
  const { t } = useI18n();
  const client = useClient();
  const { entry } = row;
  if (!entry || !row.own || row.deleted || row.pending?.phase === 'waiting') return null;
  return (
    <Menu
      position="bottom-end"
      withInitialFocusPlaceholder={false}
      menuItemTabIndex={0}
      withinPortal
      returnFocus
    >
      <Menu.Target>
        <ActionIcon
          className={styles.menu}
          variant="subtle"
          color="gray"
          size="md"
          aria-label={t('log.actions', { seq: entry.seq })}
        >
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconPencil size={18} aria-hidden />}
          onClick={() => onEdit({ messageId: entry.id, text: row.text })}
        >
          {t('log.edit')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconCopy size={18} aria-hidden />}
          onClick={() => void navigator.clipboard?.writeText(row.text)}
        >
          {t('log.copyText')}
        </Menu.Item>
        <Menu.Item
          className={styles.danger}
          leftSection={<IconTrash size={18} aria-hidden />}
          onClick={() => void client.remove(entry.id)}
        >
          {t('log.delete')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
