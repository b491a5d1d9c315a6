import type { Conversation } from '@besedka/protocol';
import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { Blank } from '../../shared/Blank';
import { useClient, useClientState, useConversation } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { go } from '../../shared/route';
import { useShortcut } from '../../shared/shortcuts';
import { ContactCard } from '../contacts/ContactCard';
import { contactName } from '../contacts/contactName';
import { useDrop } from '../files/useDrop';
import { PromiseStrip } from '../handling/PromiseStrip';
import { Composer } from '../messages/Composer';
import type { EditTarget } from '../messages/editing';
import { Log } from '../messages/Log';
import styles from './Pane.module.css';
import { PaneHeader } from './PaneHeader';
import { rowId } from './useListKeys';

/** The conversation that the address names: found in the state, else asked for, else said to be unavailable. */
export function Pane({ conversationId }: { conversationId: string | null }) {
  const { t } = useI18n();
  const conversation = useConversation(conversationId);
  const asked = useAskFor(conversationId, conversation !== null);
  if (conversation) return <OpenPane conversation={conversation} />;
  if (!conversationId) return <NothingOpen />;
  return (
    <div className={styles.empty} data-shown>
      {asked.isError ? (
        <Blank title={t('pane.gone')} hint={t('pane.goneHint')}>
          <Button variant="default" onClick={() => go({ conversation: null })}>
            {t('pane.toList')}
          </Button>
        </Blank>
      ) : (
        <Loader role="status" aria-label={t('app.loading')} />
      )}
    </div>
  );
}

function NothingOpen() {
  const { t } = useI18n();
  const isQuiet = useClientState(({ conversations }) =>
    Object.values(conversations).every((each) => each.status === 'closed'),
  );
  return (
    <div className={styles.empty}>
      {isQuiet ? (
        <Blank title={t('pane.quiet')} hint={t('pane.quietHint')} />
      ) : (
        <Blank title={t('pane.none')} hint={t('pane.noneHint')} />
      )}
    </div>
  );
}

function useAskFor(id: string | null, isHeld: boolean) {
  const client = useClient();
  const isReady = useClientState((state) => state.status === 'online' && state.cursor !== null);
  return useQuery({
    queryKey: ['conversation', id],
    enabled: id !== null && !isHeld && isReady,
    queryFn: () => client.loadConversation(id ?? ''),
    retry: 1,
    staleTime: 0,
    gcTime: 0,
  });
}

/** Back to the row in the list from which this conversation was opened. */
function leave(id: string): void {
  go({ conversation: null });
  // The list is drawn again first: on a phone it was not there at all.
  setTimeout(() => document.getElementById(rowId(id))?.focus(), 0);
}

function OpenPane({ conversation }: { conversation: Conversation }) {
  const { t } = useI18n();
  const [isCardShown, setCardShown] = useState(false);
  const [editing, setEditing] = useState<EditTarget | null>(null);
  const toEnd = useRef<() => void>(() => undefined);
  const takeFiles = useRef<((files: readonly File[]) => void) | null>(null);
  const drop = useDrop(() => takeFiles.current);
  const onSent = useCallback(() => toEnd.current(), []);
  const name = contactName(conversation.contact, t);
  useShortcut('Escape', () => (isCardShown ? setCardShown(false) : leave(conversation.id)));
  return (
    <div className={styles.open} data-card={isCardShown || undefined}>
      <section className={styles.pane} aria-label={t('pane.with', { name })} {...drop.handlers}>
        <PaneHeader
          conversation={conversation}
          name={name}
          isCardShown={isCardShown}
          onCard={() => setCardShown(!isCardShown)}
          onBack={() => leave(conversation.id)}
        />
        <PromiseStrip conversation={conversation} />
        <Log conversation={conversation} toEnd={toEnd} onEdit={setEditing} />
        <Composer
          conversation={conversation}
          name={name}
          editing={editing}
          onEditing={setEditing}
          onSent={onSent}
          takeFiles={takeFiles}
          onLeave={() => document.getElementById(rowId(conversation.id))?.focus()}
        />
        {drop.veil}
      </section>
      <ContactCard conversation={conversation} isShown={isCardShown} onHide={() => setCardShown(false)} />
    </div>
  );
}
