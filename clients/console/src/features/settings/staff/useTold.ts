import { isRefusedError } from '@besedka/sdk';
import { useMutation } from '@tanstack/react-query';
import { useI18n } from '../../../shared/i18n';
import { useToast } from '../../../shared/Toasts';
import { useWords } from '../words';

interface Deed {
  readonly run: () => Promise<unknown>;
  readonly done?: string;
  readonly undo?: () => Promise<unknown>;
}

/**
 * Does something at once; a toast says what came of it, and takes it back where that can be done. `isQuiet`: what was
 * refused has a place on the page.
 */
export function useTold({ isQuiet = false } = {}) {
  const { t } = useWords();
  const { refusal } = useI18n();
  const tell = useToast();
  const onError = (error: Error) =>
    tell({ text: isRefusedError(error) ? refusal(error.problem) : t('form.away'), isError: true });
  return useMutation({
    mutationFn: ({ run }: Deed) => run(),
    ...(isQuiet ? {} : { onError }),
    onSuccess: (_, { done, undo }) => {
      if (done) tell({ text: done, ...(undo ? { undo: () => void undo().catch(onError) } : {}) });
    },
  });
}
