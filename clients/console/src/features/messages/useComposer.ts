import type { Conversation } from '@besedka/protocol';
import { useCallback, useState, useSyncExternalStore } from 'react';
import { useClient, useMe } from '../../shared/client';
import { type Tray, useTray } from '../files/useTray';
import { type DraftKind, draftKey, readDraft, subscribeDrafts, writeDraft } from './drafts';
import type { EditTarget } from './editing';
import { fieldId } from './fieldFocus';
import { TEXT_LIMIT } from './TextLimit';

export type Mode = DraftKind | 'edit';

export interface ComposerState {
  readonly conversationId: string;
  readonly meId: string | null;
  readonly mode: Mode;
  readonly isNoteOn: boolean;
  readonly text: string;
  readonly tray: Tray;
  /** Whether there is something to send. */
  readonly isReady: boolean;
  readonly setText: (text: string) => void;
  readonly turnTo: (kind: DraftKind) => void;
  readonly submit: () => void;
  readonly cancel: () => void;
}

/** What is being written, and where it goes. Reply and note keep their drafts apart; an edit touches neither. */
export function useComposer(
  conversation: Conversation,
  editing: EditTarget | null,
  onEditing: (target: EditTarget | null) => void,
  onSent: () => void,
): ComposerState {
  const client = useClient();
  const { id } = conversation;
  const meId = useMe()?.id ?? null;
  const [kind, setKind] = useState<DraftKind>('reply');
  const [draft, setDraft] = useDraft(meId ?? '', id, kind);
  const [edit, setEdit] = useEditedText(editing);
  const mode: Mode = editing ? 'edit' : kind;
  const text = editing ? edit : draft;
  const tray = useTray(id, kind);
  const hasFiles = !editing && tray.sendable.length > 0;
  const isReady = (text.trim() !== '' || hasFiles) && text.length <= TEXT_LIMIT;

  const focusField = () => requestAnimationFrame(() => document.getElementById(fieldId(id))?.focus());
  const cancel = () => {
    onEditing(null);
    focusField();
  };
  const submit = () => {
    const words = text.trim();
    if (!isReady) return;
    if (editing) {
      if (words !== editing.text) void client.edit(editing.messageId, words);
      return cancel();
    }
    void (kind === 'note' ? client.note(id, words, tray.sendable) : client.reply(id, words, tray.sendable));
    setDraft('');
    if (kind === 'note') setKind('reply');
    onSent();
    focusField();
  };
  const setText = (next: string) => {
    if (editing) return setEdit(next);
    setDraft(next);
    if (kind === 'reply') client.typing(id, next.trim() !== '');
  };
  const turnTo = (next: DraftKind) => {
    onEditing(null);
    setKind(next);
    focusField();
  };
  const isNoteOn = mode === 'note';
  return { conversationId: id, meId, mode, isNoteOn, text, tray, isReady, setText, turnTo, submit, cancel };
}

/** Starts anew with each message that is taken up for a change. */
function useEditedText(editing: EditTarget | null): [string, (text: string) => void] {
  const [edit, setEdit] = useState({ of: editing?.messageId, text: editing?.text ?? '' });
  const isSame = edit.of === editing?.messageId;
  const text = isSame ? edit.text : (editing?.text ?? '');
  return [text, (next) => setEdit({ of: editing?.messageId, text: next })];
}

function useDraft(
  operatorId: string,
  conversationId: string,
  kind: DraftKind,
): [string, (text: string) => void] {
  const key = draftKey(operatorId, conversationId, kind);
  const text = useSyncExternalStore(subscribeDrafts, () => readDraft(key));
  const set = useCallback((next: string) => writeDraft(key, next, Date.now()), [key]);
  return [text, set];
}
