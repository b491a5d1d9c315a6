import type { Conversation } from '@besedka/protocol';
import {
  hasEarlier,
  isUnderway,
  latestConversation,
  type QueuePlace,
  type Row,
  type State,
  visitorRows,
} from '@besedka/sdk';

/** What the screen shows, drawn from the client's state. */
export interface Chat {
  readonly conversation: Conversation | null;
  /** Open for the visitor: not closed, and not about to be. */
  readonly isOpen: boolean;
  readonly isQueued: boolean;
  /** Who answers, when somebody does. */
  readonly operatorName: string | null;
  /** Names the operator's picture. */
  readonly operatorPhoto: string | null;
  /** Where a waiting visitor stands in the line, as far as known. */
  readonly place: QueuePlace | null;
  readonly typingName: string | null;
  readonly rows: readonly Row[];
  readonly hasEarlier: boolean;
}

export function chatOf(state: State): Chat {
  const conversation = latestConversation(state);
  const isOpen = isOpenFor(state, conversation);
  const operator = isOpen ? state.operators[conversation?.operator_id ?? ''] : undefined;
  return {
    conversation,
    isOpen,
    isQueued: isOpen && conversation?.status === 'queued',
    operatorName: operator?.name ?? null,
    operatorPhoto: operator?.photo ?? null,
    place: state.queue[conversation?.id ?? ''] ?? null,
    typingName: typingName(state, conversation),
    rows: visitorRows(state),
    hasEarlier: Object.keys(state.conversations).some((id) => hasEarlier(state, id)),
  };
}

function isOpenFor(state: State, conversation: Conversation | null): boolean {
  if (!conversation || conversation.status === 'closed') return false;
  return !isUnderway(state, 'close', conversation.id);
}

function typingName(state: State, conversation: Conversation | null): string | null {
  const typing = conversation ? state.typing[conversation.id] : undefined;
  return typing?.find((who) => who.kind === 'operator')?.name ?? null;
}
