import type { Problem } from '@besedka/protocol';
import { isRefusedError } from '@besedka/sdk';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { useI18n } from '../../../shared/i18n';
import { useToast } from '../../../shared/Toasts';
import { useWords } from '../words';

export interface Form<T> {
  readonly values: T;
  readonly set: (change: Partial<T>) => void;
  readonly isChanged: boolean;
  readonly isSaving: boolean;
  /** What the server refused; `away` when it was not reached at all. */
  readonly problem: Problem | 'away' | null;
  readonly save: () => void;
  readonly discard: () => void;
}

/** By the form's name: what was typed and not saved outlives the page of the settings, while the console is open. */
const kept = new Map<string, object>();

/**
 * What somebody edits of what stands on the server: nothing is sent before `save`, and after it what the server says
 * stands; the toast can take it back, by sending what stood before. A refusal leaves everything typed where it was.
 * `name` says whose form it is, such as `inbox/<id>`; a page that shows another thing must be another component (`key`).
 */
export function useForm<T extends object>(
  name: string,
  standing: T,
  send: (values: T) => Promise<unknown>,
): Form<T> {
  const [changes, setChanges] = useState<Partial<T>>(() => kept.get(name) ?? {});
  const values = { ...standing, ...changes };
  const isChanged = JSON.stringify(values) !== JSON.stringify(standing);
  const tellSaved = useTellSaved(send);
  const saving = useMutation({
    mutationFn: () => send(values),
    onSuccess: () => {
      setChanges({});
      tellSaved(standing);
    },
  });
  useEffect(() => {
    if (isChanged) kept.set(name, changes);
    else kept.delete(name);
  }, [name, changes, isChanged]);
  useEffect(() => (isChanged ? warnBeforeUnload() : undefined), [isChanged]);
  return {
    values,
    set: (change) => {
      saving.reset();
      setChanges((before) => ({ ...before, ...change }));
    },
    isChanged,
    isSaving: saving.isPending,
    problem: problemOf(saving.error),
    save: () => saving.mutate(),
    discard: () => {
      saving.reset();
      setChanges({});
    },
  };
}

/** The way back goes through what `send` is by then: it may have to name the version that stands. */
function useTellSaved<T>(send: (values: T) => Promise<unknown>): (before: T) => void {
  const { t } = useWords();
  const { refusal } = useI18n();
  const tell = useToast();
  const latest = useRef(send);
  latest.current = send;
  const undo = async (before: T) => {
    try {
      await latest.current(before);
      tell({ text: t('form.undone') });
    } catch (error) {
      tell({ text: isRefusedError(error) ? refusal(error.problem) : t('form.away'), isError: true });
    }
  };
  return (before) => tell({ text: t('form.saved'), undo: () => void undo(before) });
}

function problemOf(error: Error | null): Problem | 'away' | null {
  if (error === null) return null;
  return isRefusedError(error) ? error.problem : 'away';
}

function warnBeforeUnload(): () => void {
  const warn = (event: BeforeUnloadEvent) => event.preventDefault();
  window.addEventListener('beforeunload', warn);
  return () => window.removeEventListener('beforeunload', warn);
}
