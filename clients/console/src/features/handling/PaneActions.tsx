import type { Conversation } from '@besedka/protocol';
import { isUnderway } from '@besedka/sdk';
import { Button } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useClientState, useDepartment, useMe, useServerNow } from '../../shared/client';
import { Dialog } from '../../shared/Dialog';
import { useI18n } from '../../shared/i18n';
import {
  IconArrowBackUp,
  IconCheck,
  IconClockPause,
  IconPlayerPause,
  IconPlayerPlay,
  IconUserShare,
} from '../../shared/icons';
import { type Chord, useShortcut } from '../../shared/shortcuts';
import { mayClose } from '../messages/hindrances';
import { CloseForm } from './CloseForm';
import { DeclineForm } from './DeclineForm';
import styles from './Handling.module.css';
import { mayDecline, mayPark, mayResume, maySnooze, mayTransfer } from './may';
import { TransferForm } from './TransferForm';
import { useHandling } from './useHandling';
import { WhenForm } from './WhenForm';

type Shown = 'snooze' | 'transfer' | 'decline' | 'close' | null;

/** What can be done with the open conversation now; each has one key. */
export function PaneActions({ conversation, name }: { conversation: Conversation; name: string }) {
  const { t } = useI18n();
  const me = useMe();
  const [shown, setShown] = useState<Shown>(null);
  const handling = useHandling(conversation, name);
  const closing = useClosing(conversation, handling.close, () => setShown('close'));
  return (
    <div className={styles.actions}>
      {mayDecline(conversation, me) && (
        <Action
          word={t('pane.decline')}
          icon={<IconArrowBackUp size={18} aria-hidden />}
          onClick={() => setShown('decline')}
        />
      )}
      {mayPark(conversation, me) && (
        <Action
          word={t('pane.park')}
          icon={<IconPlayerPause size={18} aria-hidden />}
          chord="KeyP"
          onClick={handling.park}
        />
      )}
      {mayResume(conversation, me) && (
        <Action
          word={t('pane.resume')}
          icon={<IconPlayerPlay size={18} aria-hidden />}
          chord="KeyP"
          onClick={handling.resume}
        />
      )}
      {maySnooze(conversation, me) && (
        <Action
          word={t('pane.snooze')}
          icon={<IconClockPause size={18} aria-hidden />}
          chord="KeyS"
          onClick={() => setShown('snooze')}
        />
      )}
      {mayTransfer(conversation, me) && (
        <Action
          word={t('pane.transfer')}
          icon={<IconUserShare size={18} aria-hidden />}
          chord="KeyT"
          onClick={() => setShown('transfer')}
        />
      )}
      {mayClose(conversation, me) && (
        <Button
          className={styles.action}
          data-worded
          variant="default"
          leftSection={<IconCheck size={18} aria-hidden />}
          disabled={closing.isUnderway}
          onClick={closing.ask}
          aria-label={t('pane.close')}
        >
          {t('pane.closeShort')}
        </Button>
      )}
      <Forms
        conversation={conversation}
        shown={shown}
        onHide={() => setShown(null)}
        isTopicNeeded={closing.isTopicNeeded}
        handling={handling}
      />
    </div>
  );
}

/** At once where nothing needs to be said; Shift+E says what it was about where that is a choice. */
function useClosing(conversation: Conversation, close: (topicId: string | null) => void, onForm: () => void) {
  const department = useDepartment(conversation.department_id);
  const isClosing = useClientState((state) => isUnderway(state, 'close', conversation.id));
  const isAllowed = mayClose(conversation, useMe());
  const isTopicNeeded = Boolean(department?.needs_topic && !conversation.arrangement?.topic_id);
  const ask = () => (isTopicNeeded ? onForm() : close(null));
  useShortcut('KeyE', ask, isAllowed && !isClosing);
  useShortcut('Shift+KeyE', onForm, isAllowed && !isClosing && Boolean(department?.topics?.length));
  return { ask, isUnderway: isClosing, isTopicNeeded };
}

interface ActionProps {
  readonly word: string;
  readonly icon: ReactNode;
  readonly chord?: Chord;
  readonly onClick: () => void;
}

function Action({ word, icon, chord, onClick }: ActionProps) {
  useShortcut(chord ?? 'Escape', onClick, chord !== undefined);
  const key = chord?.slice(-1);
  return (
    <Button
      className={styles.action}
      variant="default"
      leftSection={icon}
      title={key ? `${word} (${key})` : word}
      aria-keyshortcuts={key}
      onClick={onClick}
    >
      <span className={styles.word}>{word}</span>
    </Button>
  );
}

interface FormsProps {
  readonly conversation: Conversation;
  readonly shown: Shown;
  readonly onHide: () => void;
  readonly isTopicNeeded: boolean;
  readonly handling: ReturnType<typeof useHandling>;
}

function Forms({ conversation, shown, onHide, isTopicNeeded, handling }: FormsProps) {
  const { t } = useI18n();
  const now = useServerNow();
  const then =
    <A extends readonly unknown[]>(run: (...args: A) => void) =>
    (...args: A) => {
      onHide();
      run(...args);
    };
  return (
    <>
      <Dialog isShown={shown === 'snooze'} title={t('snooze.title')} onClose={onHide}>
        <WhenForm
          now={now}
          quick={['in15', 'in60', 'tomorrow9']}
          label={t('snooze.until')}
          submit={t('snooze.submit')}
          reason={{ label: t('snooze.reason'), hint: t('snooze.reasonHint') }}
          onSubmit={then(handling.snooze)}
          onCancel={onHide}
        />
      </Dialog>
      <Dialog isShown={shown === 'transfer'} title={t('transfer.title')} onClose={onHide}>
        <TransferForm
          ownerId={conversation.operator_id}
          onSubmit={then(handling.transfer)}
          onCancel={onHide}
        />
      </Dialog>
      <Dialog isShown={shown === 'decline'} title={t('decline.title')} onClose={onHide}>
        <DeclineForm onSubmit={then(handling.decline)} onCancel={onHide} />
      </Dialog>
      <Dialog isShown={shown === 'close'} title={t('topic.title')} onClose={onHide}>
        <CloseForm
          conversation={conversation}
          isNeeded={isTopicNeeded}
          onClose={then(handling.close)}
          onCancel={onHide}
        />
      </Dialog>
    </>
  );
}
