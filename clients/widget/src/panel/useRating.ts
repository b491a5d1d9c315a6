import { isRefusedError, type State } from '@besedka/sdk';
import { useState } from 'preact/hooks';
import type { Chat } from './chat';
import { usePanel } from './context';
import { type Asked, askedBy, newestUnanswered } from './rating';

export interface Answer {
  readonly five: number | null;
  readonly ten: number | null;
  readonly comment: string | null;
}

export interface Rating {
  /** What the sheet is about; `null`: there is no sheet. */
  readonly asked: Asked | null;
  readonly isThanks: boolean;
  readonly isBusy: boolean;
  /** Opened by the visitor's own hand, from the log. */
  readonly isByHand: boolean;
  /** Why the answer was refused. */
  readonly problem: string | null;
  readonly open: (asked: Asked) => void;
  readonly send: (answer: Answer) => void;
  readonly skip: () => void;
  /** Closes the sheet without an answer; the log still offers it. */
  readonly putAway: () => void;
}

interface Sheet {
  readonly id: string;
  readonly stage: 'byHand' | 'thanks' | 'away';
}

/** The rating sheet: comes by itself for the newest unanswered request, or by hand for any that is still open. */
export function useRating(chat: Chat, state: State): Rating {
  const { session } = usePanel();
  const [sheet, setSheet] = useState<Sheet | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const now = session.serverNow();
  const fresh = newestUnanswered(chat.rows, chat.isOpen, now);
  const named = sheet && chat.rows.find(({ entry }) => entry?.id === sheet.id);
  const held = named && sheet.stage !== 'away' ? askedBy(named, now) : null;
  const asked = held ?? (fresh && fresh.id !== sheet?.id ? fresh : null);
  const go = (stage: Sheet['stage'] | null) => {
    setProblem(null);
    setSheet(asked && stage ? { id: asked.id, stage } : null);
  };
  return {
    asked,
    isThanks: held !== null && sheet?.stage === 'thanks',
    isBusy: state.pending.some(({ command, phase }) => command.type === 'rate' && phase === 'waiting'),
    isByHand: sheet?.stage === 'byHand',
    problem,
    open: ({ id }) => setSheet({ id, stage: 'byHand' }),
    send: (answer) =>
      void session.rate(asked as Asked, answer).then(
        () => go('thanks'),
        (error) => setProblem(isRefusedError(error) ? error.problem.code : 'unknown'),
      ),
    skip: () => {
      if (asked && !asked.isAnswered && !asked.skipped) session.skipRating(asked);
      go('away');
    },
    putAway: () => go('away'),
  };
}
