import type { Conversation } from '@besedka/protocol';
import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';
import { useI18n } from '../../shared/i18n';
import { usePast } from '../contacts/usePast';
import { EarlierButton } from './EarlierButton';
import type { EditTarget } from './editing';
import styles from './Log.module.css';
import { LogSection } from './LogSection';
import { NextPast, PastConversation } from './PastConversation';
import { ToEnd } from './ToEnd';
import { Typing } from './Typing';
import { useEntries } from './useEntries';
import { useLogScroll } from './useLogScroll';
import { useReadMarks } from './useReadMarks';
import { useRows } from './useRows';
import { useUnreadDivider } from './useUnreadDivider';

interface Props {
  readonly conversation: Conversation;
  /** Filled by the log: how to show its end. */
  readonly toEnd: RefObject<() => void>;
  readonly onEdit: (target: EditTarget) => void;
}

/** The conversation, and above it, when asked for, the earlier ones of the same person. */
export function Log({ conversation, toEnd, onEdit }: Props) {
  const { t } = useI18n();
  const { id } = conversation;
  const rows = useRows(id);
  const entries = useEntries(id);
  const past = usePast(conversation).conversations;
  const [pastShown, setPastShown] = useState(0);
  const unreadAfter = useUnreadDivider(conversation);
  const scroll = useLogScroll();
  const { opened, grewBelow, grewAbove } = scroll;
  useReadMarks(conversation, scroll.isAtEnd);
  useEffect(() => {
    toEnd.current = scroll.toEnd;
  }, [toEnd, scroll.toEnd]);

  const hasRows = rows.length > 0;
  const first = rows[0]?.key;
  const last = rows.at(-1)?.key;
  useLayoutEffect(() => {
    if (hasRows) opened();
  }, [hasRows, opened]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new first line is what this waits for
  useLayoutEffect(grewAbove, [first, grewAbove]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new last line is what this waits for
  useLayoutEffect(grewBelow, [last, grewBelow]);

  const shown = past.slice(0, pastShown).reverse();
  const showOneMore = () => {
    scroll.letGo();
    setPastShown(pastShown + 1);
  };
  const isComplete = !entries.hasEarlier;
  return (
    <div className={styles.frame}>
      {/* New words are told by the page's own live region, with the name of who wrote them. */}
      <div
        ref={scroll.scroller}
        className={styles.log}
        role="log"
        aria-live="off"
        aria-label={t('log.title')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region must be reachable by keyboard
        tabIndex={0}
        onScroll={scroll.onScroll}
      >
        <div className={styles.content}>
          {isComplete && <NextPast conversation={past[shown.length]} onShow={showOneMore} />}
          {shown.map((each) => (
            <PastConversation key={each.id} conversation={each} onGrew={grewAbove} onLoad={scroll.letGo} />
          ))}
          {shown.length > 0 && <p className={styles.part}>{t('log.currentTitle')}</p>}
          <EarlierButton entries={entries} onLoad={scroll.letGo} />
          <LogSection conversation={conversation} rows={rows} unreadAfter={unreadAfter} onEdit={onEdit} />
          <Typing conversation={conversation} onShown={grewBelow} />
        </div>
      </div>
      {!scroll.isAtEnd && <ToEnd rows={rows} onClick={scroll.toEnd} />}
    </div>
  );
}
