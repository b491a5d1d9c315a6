import type { Conversation } from '@besedka/protocol';
import type { Row } from '@besedka/sdk';
import { useMemo } from 'react';
import { useClientState, useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { clockTime, dayName } from '../../shared/time';
import { worded } from '../handling/targets';
import { Bubble } from './Bubble';
import type { EditTarget } from './editing';
import { groupRows, type LogItem } from './grouping';
import styles from './Log.module.css';
import { noticeWords } from './notices';
import { Rating } from './Rating';

interface Props {
  readonly conversation: Conversation;
  readonly rows: readonly Row[];
  readonly unreadAfter: number | null;
  /** Absent: the messages cannot be changed here. */
  readonly onEdit?: (target: EditTarget) => void;
}

export function LogSection({ conversation, rows, unreadAfter, onEdit }: Props) {
  const items = useMemo(() => groupRows(rows, unreadAfter), [rows, unreadAfter]);
  return items.map((item) => <Line key={item.key} item={item} conversation={conversation} onEdit={onEdit} />);
}

interface LineProps {
  readonly item: LogItem;
  readonly conversation: Conversation;
  readonly onEdit: Props['onEdit'];
}

function Line({ item, conversation, onEdit }: LineProps) {
  const { t } = useI18n();
  if (item.kind === 'day') return <Day at={item.at} />;
  if (item.kind === 'unread') {
    return (
      <p className={styles.unread} data-unread-divider>
        <span>{t('log.unread')}</span>
      </p>
    );
  }
  if (item.row.kind === 'rating_request') return <Rating row={item.row} />;
  if (item.row.kind === 'system') return <Notice row={item.row} />;
  return (
    <Bubble
      row={item.row}
      isFirst={item.isFirst}
      contact={conversation.contact}
      {...(onEdit ? { onEdit } : {})}
    />
  );
}

function Day({ at }: { at: number }) {
  const i18n = useI18n();
  return <p className={styles.day}>{dayName(at, useServerNow(), i18n)}</p>;
}

function Notice({ row }: { row: Row }) {
  const { t, language } = useI18n();
  const departments = useClientState((state) => state.departments);
  const departmentName = (id: string) => worded(departments.find((each) => each.id === id)?.name, language);
  const words = row.entry && noticeWords(row.entry, { t, language, departmentName });
  if (!words) return null;
  return (
    <p className={styles.notice}>
      {words} · <time className={styles.time}>{clockTime(row.at, language)}</time>
    </p>
  );
}
