import type { Conversation } from '@besedka/protocol';
import { Button, Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useClient, useClientState, useServerNow } from '../../shared/client';
import { Dialog } from '../../shared/Dialog';
import { useI18n } from '../../shared/i18n';
import { IconHelp } from '../../shared/icons';
import { useShortcut } from '../../shared/shortcuts';
import { moment } from '../../shared/time';
import { consideredWords, type DecisionRow, reasonWords } from './reasons';
import styles from './Why.module.css';

/** "Why did I get this chat?": what routing weighed, newest first. */
export function Why({ conversation }: { conversation: Conversation }) {
  const { t } = useI18n();
  const [isShown, setShown] = useState(false);
  useShortcut('KeyW', () => setShown(true));
  return (
    <>
      <Button
        size="compact-sm"
        variant="subtle"
        color="gray"
        leftSection={<IconHelp size={16} aria-hidden />}
        onClick={() => setShown(true)}
      >
        {t('why.open')}
      </Button>
      <Dialog isShown={isShown} title={t('why.title')} onClose={() => setShown(false)}>
        <Decisions conversationId={conversation.id} />
      </Dialog>
    </>
  );
}

function Decisions({ conversationId }: { conversationId: string }) {
  const { t } = useI18n();
  const client = useClient();
  const asked = useQuery({
    queryKey: ['decisions', conversationId],
    staleTime: 0,
    queryFn: () =>
      client.request<{ decisions: readonly DecisionRow[] }>(
        'GET',
        `/conversations/${conversationId}/decisions`,
      ),
  });
  if (asked.isLoading) return <Loader size="sm" role="status" aria-label={t('log.loading')} />;
  if (asked.isError) return <p className={styles.lead}>{t('why.failed')}</p>;
  const decisions = asked.data?.decisions ?? [];
  if (decisions.length === 0) return <p className={styles.lead}>{t('why.byHand')}</p>;
  return decisions.map((each) => <DecisionPart key={each.id} decision={each} />);
}

function DecisionPart({ decision }: { decision: DecisionRow }) {
  const { t, language } = useI18n();
  const now = useServerNow();
  const operators = useClientState((state) => state.operators);
  const nameOf = (id: string) => operators[id]?.name ?? t('notice.someone');
  const whom = decision.operator_id === null ? t('why.nobody') : nameOf(decision.operator_id);
  return (
    <section className={styles.decision}>
      <h3>
        {whom} <time>{moment(decision.at, now, language)}</time>
      </h3>
      <ul>
        {decision.reasons.map((reason) => {
          const words = reasonWords(reason, t, nameOf);
          return words && <li key={reason.code}>{words}</li>;
        })}
      </ul>
      {decision.considered.length > 0 && (
        <dl>
          {decision.considered.map((each) => (
            <div key={each.operator_id}>
              <dt>{nameOf(each.operator_id)}</dt>
              <dd>{consideredWords(each, t)}</dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}
