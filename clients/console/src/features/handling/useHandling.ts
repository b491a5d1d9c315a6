import type { Conversation } from '@besedka/protocol';
import { useClient } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { useToast } from '../../shared/Toasts';
import { nearMoment } from '../../shared/time';
import { focusFieldSoon, keepFocusInPane } from '../messages/fieldFocus';
import type { Target } from './targets';

export interface Handling {
  readonly park: () => void;
  readonly resume: () => void;
  readonly snooze: (until: number, reason: string) => void;
  readonly transfer: (target: Target, note: string) => void;
  readonly decline: (reason: string) => void;
  readonly close: (topicId: string | null) => void;
}

/** The verbs of one conversation: done at once, told by a toast with the way back. A refusal is told by the page. */
export function useHandling(conversation: Conversation, name: string): Handling {
  const { t, language } = useI18n();
  const client = useClient();
  const tell = useToast();
  const { id } = conversation;
  const about = { conversation_id: id };
  const after = (done: Promise<unknown>, text: string, undo?: () => void) => {
    done.then(
      () => {
        tell({ text, about: id, ...(undo ? { undo } : {}) });
        keepFocusInPane();
      },
      () => undefined,
    );
  };
  const backToField = (done: Promise<unknown>) => {
    done.then(
      () => focusFieldSoon(id),
      () => undefined,
    );
  };
  const resume = () => backToField(client.act<'resume'>({ type: 'resume', ...about }));
  return {
    resume,
    park: () => after(client.act<'park'>({ type: 'park', ...about }), t('toast.parked', { name }), resume),
    snooze: (until, reason) => {
      const draft = { type: 'snooze', ...about, until, reason: reason.trim() || null } as const;
      const words = t('toast.snoozed', { name, time: nearMoment(until, Date.now(), language) });
      after(client.act<'snooze'>(draft), words, resume);
    },
    transfer: ({ to, name: whom }, note) => {
      const draft = { type: 'transfer', ...about, ...to, note: note.trim() || null } as const;
      const takeBack = () => {
        const isInLine = client.state.conversations[id]?.status === 'queued';
        backToField(client.act({ type: isInLine ? 'take' : 'take_over', ...about }));
      };
      after(client.act<'transfer'>(draft), t('toast.transferred', { name, whom }), takeBack);
    },
    decline: (reason) =>
      after(client.act<'decline'>({ type: 'decline', ...about, reason }), t('toast.declined', { name })),
    close: (topicId) => {
      const draft = { type: 'close', ...about, ...(topicId === null ? {} : { topic_id: topicId }) } as const;
      after(client.act<'close'>(draft), t('toast.closed', { name }), () => backToField(client.reopen(id)));
    },
  };
}
