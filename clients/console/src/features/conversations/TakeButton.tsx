import { isUnderway } from '@besedka/sdk';
import { Button } from '@mantine/core';
import { useClient, useClientState } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { go } from '../../shared/route';
import styles from './ConversationRow.module.css';

export function TakeButton({ id, name }: { id: string; name: string }) {
  const { t } = useI18n();
  const client = useClient();
  const isTaking = useClientState((state) => isUnderway(state, 'take', id));
  const take = () => {
    client.take(id).then(
      () => go({ list: 'mine', conversation: id }),
      () => undefined, // The reason is told by the page, for every refused click.
    );
  };
  return (
    <Button
      className={styles.take}
      size="compact-sm"
      variant="light"
      loading={isTaking}
      onClick={take}
      aria-label={t('list.take', { name })}
    >
      {t('list.takeShort')}
    </Button>
  );
}
