import type { Conversation } from '@besedka/protocol';
import { useLayoutEffect } from 'react';
import { useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { shortDate } from '../../shared/time';
import { EarlierButton } from './EarlierButton';
import styles from './Log.module.css';
import { LogSection } from './LogSection';
import { useEntries } from './useEntries';
import { useRows } from './useRows';

interface Props {
  readonly conversation: Conversation;
  /** Called in the layout phase, when lines came above what is being read. */
  readonly onGrew: () => void;
  readonly onLoad: () => void;
}

/** An earlier conversation of the same person, to be read and not to be answered. */
export function PastConversation({ conversation, onGrew, onLoad }: Props) {
  const { t } = useI18n();
  const rows = useRows(conversation.id);
  const entries = useEntries(conversation.id);
  const date = useDay(conversation.opened_at);
  const first = rows[0]?.key;
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first line is what this waits for
  useLayoutEffect(onGrew, [first, onGrew]);
  return (
    <>
      <p className={styles.part}>{t('log.previousTitle', { date })}</p>
      <EarlierButton entries={entries} onLoad={onLoad} />
      <LogSection conversation={conversation} rows={rows} unreadAfter={null} />
    </>
  );
}

/** Offers the next older conversation; nothing, when there is none. */
export function NextPast({
  conversation,
  onShow,
}: {
  conversation: Conversation | undefined;
  onShow: () => void;
}) {
  const { t } = useI18n();
  const date = useDay(conversation?.opened_at ?? 0);
  if (!conversation) return null;
  return (
    <button type="button" className={styles.earlier} onClick={onShow}>
      {t('log.previous', { date })}
    </button>
  );
}

function useDay(at: number): string {
  const { language } = useI18n();
  return shortDate(at, useServerNow(), language);
}
