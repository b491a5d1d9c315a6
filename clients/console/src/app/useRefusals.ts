import { useEffect } from 'react';
import { useClient } from '../shared/client';
import { useI18n } from '../shared/i18n';
import { useToast } from '../shared/Toasts';

/** A refused click is told once, in words; a refused text stays in its log with the reason beside it. */
export function useRefusals(): void {
  const client = useClient();
  const { refusal } = useI18n();
  const tell = useToast();
  useEffect(
    () =>
      client.on('refused', ({ command, problem }) => {
        const staysInLog = 'text' in command || command.type === 'delete';
        if (problem && !staysInLog) tell({ text: refusal(problem), isError: true });
      }),
    [client, refusal, tell],
  );
}
