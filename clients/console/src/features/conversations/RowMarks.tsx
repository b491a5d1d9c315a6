import type { Conversation } from '@besedka/protocol';
import { useMe, useOperatorName } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { IconCalendarEvent, IconClockPause, IconFlag, IconUser } from '../../shared/icons';
import { nearMoment } from '../../shared/time';
import { nearness } from '../handling/when';
import styles from './ConversationRow.module.css';
import { priorityOf } from './order';

/** What staff agreed about the conversation: goes first, waits for somebody, promised by, put off until. */
export function RowMarks({ conversation, now }: { conversation: Conversation; now: number }) {
  const { t, language } = useI18n();
  const me = useMe();
  const { wanted_operator_id = null, promise, snoozed_until } = conversation.arrangement ?? {};
  const wanted = useOperatorName(wanted_operator_id);
  const time = (at: number) => nearMoment(at, now, language);
  return (
    <>
      {priorityOf(conversation) > 0 && (
        <Mark icon={<IconFlag size={14} aria-hidden />} tone="late" words={t('list.urgent')} isQuiet />
      )}
      {promise && (
        <Mark
          icon={<IconCalendarEvent size={14} aria-hidden />}
          tone={nearness(promise.due_at, now)}
          words={t('list.promised', { time: time(promise.due_at) })}
          shown={time(promise.due_at)}
        />
      )}
      {conversation.status === 'snoozed' && snoozed_until && (
        <Mark
          icon={<IconClockPause size={14} aria-hidden />}
          tone="far"
          words={t('list.until', { time: time(snoozed_until) })}
          shown={time(snoozed_until)}
        />
      )}
      {conversation.status === 'queued' && wanted && (
        <Mark
          icon={<IconUser size={14} aria-hidden />}
          tone={wanted_operator_id === me?.id ? 'soon' : 'far'}
          words={wanted_operator_id === me?.id ? t('list.wantedYou') : t('list.wanted', { name: wanted })}
          shown={wanted_operator_id === me?.id ? t('list.wantedYou') : wanted}
        />
      )}
    </>
  );
}

interface MarkProps {
  readonly icon: React.ReactNode;
  readonly tone: 'far' | 'soon' | 'late';
  readonly words: string;
  readonly shown?: string;
  readonly isQuiet?: boolean;
}

function Mark({ icon, tone, words, shown, isQuiet = false }: MarkProps) {
  return (
    <span className={styles.mark} data-tone={tone} data-quiet={isQuiet || undefined} title={words}>
      {icon}
      {shown && <span aria-hidden>{shown}</span>}
      <span className="hidden">{words}</span>
    </span>
  );
}
