import type { Contact } from '@besedka/protocol';
import type { Row } from '@besedka/sdk';
import { Button } from '@mantine/core';
import { memo } from 'react';
import { useClient } from '../../shared/client';
import { type I18n, useI18n } from '../../shared/i18n';
import { IconAlertTriangle, IconLock } from '../../shared/icons';
import { clockTime, fullMoment } from '../../shared/time';
import { contactName } from '../contacts/contactName';
import styles from './Bubble.module.css';
import type { EditTarget } from './editing';
import { Linked } from './Linked';
import { MessageMenu } from './MessageMenu';
import { PageCard } from './PageCard';
import { Tick } from './Tick';

interface Props {
  readonly row: Row;
  readonly isFirst: boolean;
  readonly contact: Contact;
  readonly onEdit?: (target: EditTarget) => void;
}

/** One message or note. Ours stand at the right, the customer's at the left, notes in their own colour; colleagues are named. */
export const Bubble = memo(function Bubble({ row, isFirst, contact, onEdit }: Props) {
  const { t } = useI18n();
  const side = row.kind === 'note' ? 'note' : row.entry?.direction === 'incoming' ? 'theirs' : 'ours';
  const author = authorOf(row, contact, t);
  const isNamed = isFirst && side === 'ours' && !row.own;
  return (
    <div className={styles.row} data-side={side} data-first={isFirst || undefined}>
      {row.kind === 'note' && isFirst && <NoteTitle name={row.own ? null : author} />}
      {row.kind !== 'note' && isNamed && <p className={styles.author}>{author}</p>}
      <div className={styles.line}>
        <div className={styles.bubble} data-pending={row.tick === 'waiting' || undefined}>
          {!isNamed && <span className="hidden">{author}: </span>}
          <Text row={row} />
          <Meta row={row} />
        </div>
        {onEdit && <MessageMenu row={row} onEdit={onEdit} />}
      </div>
      {row.pending?.phase === 'refused' && <Refused row={row} />}
    </div>
  );
});

function NoteTitle({ name }: { name: string | null }) {
  const { t } = useI18n();
  return (
    <p className={styles.author}>
      <IconLock size={14} aria-hidden /> {name ? t('log.noteBy', { name }) : t('log.note')}
    </p>
  );
}

function Text({ row }: { row: Row }) {
  const { t } = useI18n();
  const card = row.entry?.params.card;
  if (row.deleted) return <em className={styles.deleted}>{t('log.deleted')}</em>;
  return (
    <>
      <span className={styles.text}>
        <Linked text={row.text} />
      </span>
      {card && <PageCard page={card} />}
    </>
  );
}

function Meta({ row }: { row: Row }) {
  const { t, language } = useI18n();
  return (
    <span className={styles.meta}>
      {row.edited && !row.deleted && <span>{t('log.edited')}</span>}
      <time dateTime={new Date(row.at).toISOString()} title={fullMoment(row.at, language)}>
        {clockTime(row.at, language)}
      </time>
      {row.tick && !row.deleted && <Tick tick={row.tick} />}
    </span>
  );
}

/** What the server did not accept stays here with the reason, until its writer decides. */
function Refused({ row }: { row: Row }) {
  const { t, refusal } = useI18n();
  const client = useClient();
  const { pending } = row;
  if (!pending?.problem) return null;
  const type = pending.command.type;
  const isChange = type === 'edit' || type === 'delete';
  const reason = refusal(pending.problem);
  const keep =
    type === 'edit' ? t('log.undoEdit') : type === 'delete' ? t('log.undoDelete') : t('log.discard');
  return (
    <div className={styles.refused} role="alert">
      <IconAlertTriangle size={16} aria-hidden />
      <span>{isChange ? t('log.editFailed', { reason }) : t('log.sendFailed', { reason })}</span>
      <span className={styles.choices}>
        <Button size="compact-sm" variant="default" onClick={() => client.retry(pending.clientId)}>
          {t('app.tryAgain')}
        </Button>
        <Button size="compact-sm" variant="default" onClick={() => client.discard(pending.clientId)}>
          {keep}
        </Button>
      </span>
    </div>
  );
}

function authorOf(row: Row, contact: Contact, t: I18n['t']): string {
  if (row.own) return t('log.you');
  if (row.entry?.author.kind === 'visitor') return contactName(contact, t);
  return row.entry?.author.name ?? t('notice.someone');
}
