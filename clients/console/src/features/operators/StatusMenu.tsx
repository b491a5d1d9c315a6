import type { OperatorStatus, ReachProblem } from '@besedka/protocol';
import { Menu } from '@mantine/core';
import { useState } from 'react';
import { useClient, useClientState, useMyRow, useOperatorName } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconAlertTriangle, IconBell, IconClipboardText, IconPencil } from '../../shared/icons';
import { usePhone } from '../../shared/usePhone';
import { HandoverDialog } from '../handover/HandoverDialog';
import { changeShift } from '../shift/shift';
import { StatusDialog } from './StatusDialog';
import { StatusDot } from './StatusDot';
import styles from './StatusMenu.module.css';
import { isStatus, STATUSES } from './statuses';

/** The own status: said by its word and its dot, changed by one choice. */
export function StatusMenu() {
  const { t } = useI18n();
  const client = useClient();
  const me = useMyRow();
  const asked = useAskedStatus();
  const [isDialogShown, setDialogShown] = useState(false);
  const [isHandoverShown, setHandoverShown] = useState(false);
  const leaves = useLeavesAnything();
  const status = asked ?? me?.status ?? 'offline';
  const silence = useSilence();
  const setter = useSetter();
  const choose = (value: string) => {
    if (!isStatus(value)) return;
    void client.setStatus(value, null);
    if (leaves && (value === 'finishing' || value === 'offline')) setHandoverShown(true);
  };
  return (
    <>
      <Menu
        position={usePhone() ? 'bottom-end' : 'right-end'}
        withInitialFocusPlaceholder={false}
        menuItemTabIndex={0}
        width={300}
        withinPortal
        returnFocus
      >
        <Menu.Target>
          <button
            type="button"
            className={styles.button}
            aria-label={t('status.label', { status: t(`status.${status}`) })}
            aria-busy={asked !== null || undefined}
            disabled={me === null}
          >
            <StatusDot status={status} />
            <span className={styles.word}>
              {silence && <IconAlertTriangle size={14} role="img" aria-label={silence} />}
              {t(`status.${status}`)}
            </span>
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          {me && (
            <Menu.Label>
              {t('status.loadLong', { load: me.load, limit: me.limit })}
              {me.status_reason && ` · ${me.status_reason}`}
            </Menu.Label>
          )}
          {silence && <Menu.Label className={styles.silence}>{silence}</Menu.Label>}
          {setter && <Menu.Label>{setter}</Menu.Label>}
          <Menu.RadioGroup value={status} onChange={choose}>
            {STATUSES.map((each) => (
              <StatusItem key={each} status={each} />
            ))}
          </Menu.RadioGroup>
          <Menu.Divider />
          <Menu.Item leftSection={<IconPencil size={18} aria-hidden />} onClick={() => setDialogShown(true)}>
            {t('status.withReason')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconBell size={18} aria-hidden />}
            onClick={() => changeShift({ isShown: true })}
          >
            {t('shift.open')}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconClipboardText size={18} aria-hidden />}
            onClick={() => setHandoverShown(true)}
          >
            {t('handover.menu')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <StatusDialog
        isShown={isDialogShown}
        status={status}
        reason={me?.status_reason ?? ''}
        onClose={() => setDialogShown(false)}
      />
      <HandoverDialog isShown={isHandoverShown} onClose={() => setHandoverShown(false)} />
    </>
  );
}

function StatusItem({ status }: { status: OperatorStatus }) {
  const { t } = useI18n();
  return (
    <Menu.RadioItem value={status} closeMenuOnClick>
      <span className={styles.choice}>
        <StatusDot status={status} />
        <span>
          {t(`status.${status}`)}
          <span className={styles.hint}>{t(`status.hint.${status}`)}</span>
        </span>
      </span>
    </Menu.RadioItem>
  );
}

/** Why nothing new comes to an operator who is online. */
function useSilence(): string | null {
  const { t } = useI18n();
  const me = useMyRow();
  if (me?.status !== 'online' || me.problems.length === 0) return null;
  const problems = me.problems.map((each) => t(`problem.${each as ReachProblem}`)).join(', ');
  return t('shift.silenced', { problems });
}

/** Which colleague set the status. */
function useSetter(): string | null {
  const { t } = useI18n();
  const me = useMyRow();
  const name = useOperatorName(me?.status_by ?? null);
  return me && name ? t('shift.setBy', { name, status: t(`status.${me.status}`) }) : null;
}

/** Whether conversations stay behind when this operator goes. */
function useLeavesAnything(): boolean {
  return useClientState(({ conversations, me }) =>
    Object.values(conversations).some((each) => each.status !== 'closed' && each.operator_id === me?.id),
  );
}

/** The status that was asked for and is not answered yet. */
function useAskedStatus(): OperatorStatus | null {
  return useClientState(({ pending }) => {
    const asked = pending.findLast(
      ({ command, phase }) => command.type === 'set_status' && !command.operator_id && phase === 'waiting',
    );
    return asked?.command.type === 'set_status' ? asked.command.status : null;
  });
}
