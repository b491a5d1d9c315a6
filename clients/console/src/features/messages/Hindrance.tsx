import type { Conversation } from '@besedka/protocol';
import { isUnderway } from '@besedka/sdk';
import { Button } from '@mantine/core';
import {
  useClient,
  useClientState,
  useDepartment,
  useMe,
  useMyRow,
  useOperatorName,
  useServerNow,
} from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconArrowBackUp, IconHandGrab, IconUserUp } from '../../shared/icons';
import { useShortcut } from '../../shared/shortcuts';
import { mayGoAbove, mayTakeOver } from '../handling/may';
import styles from './Composer.module.css';
import { focusFieldSoon } from './fieldFocus';
import { type HindranceKind, mayReopen } from './hindrances';

/** In the place of the field: why nothing can be written to the customer, and the one step that changes it. */
export function Hindrance({ conversation, kind }: { conversation: Conversation; kind: HindranceKind }) {
  const { t } = useI18n();
  const now = useServerNow();
  const operator = useOperatorName(conversation.operator_id) ?? t('notice.someone');
  const me = useMe();
  const isAbove = mayGoAbove(me, useMyRow(), useDepartment(conversation.department_id));
  const words = {
    queued: t('composer.takeFirst'),
    closed: t('composer.closed'),
    colleague: t('composer.colleague', { name: operator }),
    bot: t('composer.bot'),
  }[kind];
  return (
    <div className={styles.hindrance}>
      <p>{words}</p>
      {kind === 'queued' && <TakeButton id={conversation.id} isAbove={isAbove} />}
      {kind === 'colleague' && mayTakeOver(conversation, me) && (
        <TakeOverButton id={conversation.id} isAbove={isAbove} />
      )}
      {mayReopen(conversation, now) && <ReopenButton id={conversation.id} />}
    </div>
  );
}

/** Above the limit the button says so, where the department lets a supervisor do it. */
function TakeButton({ id, isAbove }: { id: string; isAbove: boolean }) {
  const { t } = useI18n();
  const client = useClient();
  const isTaking = useClientState((state) => isUnderway(state, 'take', id));
  // A refusal is told by the page, for every click.
  const take = () =>
    void client.act<'take'>({ type: 'take', conversation_id: id, ...(isAbove ? { anyway: true } : {}) }).then(
      () => focusFieldSoon(id),
      () => undefined,
    );
  useShortcut('KeyA', take, !isTaking);
  return (
    <Button leftSection={<IconHandGrab size={18} aria-hidden />} loading={isTaking} onClick={take}>
      {isAbove ? t('pane.takeAnyway') : t('pane.take')}
    </Button>
  );
}

function TakeOverButton({ id, isAbove }: { id: string; isAbove: boolean }) {
  const { t } = useI18n();
  const client = useClient();
  const isTaking = useClientState((state) => isUnderway(state, 'take_over', id));
  const draft = { type: 'take_over', conversation_id: id, ...(isAbove ? { anyway: true } : {}) } as const;
  const takeOver = () =>
    void client.act<'take_over'>(draft).then(
      () => focusFieldSoon(id),
      () => undefined,
    );
  return (
    <Button
      variant="default"
      leftSection={<IconUserUp size={18} aria-hidden />}
      loading={isTaking}
      onClick={takeOver}
    >
      {isAbove ? t('pane.takeOverAnyway') : t('pane.takeOver')}
    </Button>
  );
}

function ReopenButton({ id }: { id: string }) {
  const { t } = useI18n();
  const client = useClient();
  const isUnder = useClientState((state) => isUnderway(state, 'reopen', id));
  const reopen = () =>
    void client.reopen(id).then(
      () => focusFieldSoon(id),
      () => undefined,
    );
  return (
    <Button
      variant="default"
      leftSection={<IconArrowBackUp size={18} aria-hidden />}
      loading={isUnder}
      onClick={reopen}
    >
      {t('pane.reopen')}
    </Button>
  );
}
