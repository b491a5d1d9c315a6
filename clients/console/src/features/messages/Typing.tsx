import type { Conversation } from '@besedka/protocol';
import { useLayoutEffect } from 'react';
import { useClientState } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { contactName } from '../contacts/contactName';
import styles from './Log.module.css';

/** Who is typing: the customer, or a colleague who is about to answer the same person. */
export function Typing({ conversation, onShown }: { conversation: Conversation; onShown: () => void }) {
  const { t } = useI18n();
  const who = useClientState((state) => state.typing[conversation.id]);
  const isAnybody = Boolean(who?.length);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the line takes room when it comes
  useLayoutEffect(onShown, [isAnybody, onShown]);
  return (
    <div role="status">
      {who?.map((each) => (
        <p key={each.id} className={styles.typing}>
          <span className={styles.dots} aria-hidden>
            <i />
            <i />
            <i />
          </span>
          {t('log.typing', { name: typist(each.kind, each.name) })}
        </p>
      ))}
    </div>
  );

  function typist(kind: string, name: string | null): string {
    if (kind === 'visitor') return contactName(conversation.contact, t);
    return name ?? t('notice.someone');
  }
}
