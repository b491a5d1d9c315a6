import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import { Blank } from '../../shared/Blank';
import { useClient, useClientState, useMyRow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import { go, type ListName } from '../../shared/route';

/** Says why the list is empty and what the next step is. */
export function EmptyList({ list, query }: { list: ListName; query: string }) {
  const isLoaded = useClientState((state) => state.cursor !== null);
  if (!isLoaded) return null;
  if (query) return <NothingFound list={list} query={query} />;
  if (list === 'mine') return <NothingMine />;
  return <NothingHere list={list} />;
}

function NothingFound({ list, query }: { list: ListName; query: string }) {
  const { t } = useI18n();
  return (
    <Blank isPlain title={t('list.emptySearch', { query })} hint={t('list.emptySearchHint')}>
      {list !== 'all' && (
        <Button variant="default" onClick={() => go({ list: 'all' }, 'replace')}>
          {t('list.searchAll')}
        </Button>
      )}
    </Blank>
  );
}

function NothingMine() {
  const { t } = useI18n();
  const client = useClient();
  const status = useMyRow()?.status;
  const queued = useClientState(
    ({ conversations }) => Object.values(conversations).filter((each) => each.status === 'queued').length,
  );
  const steps: ReactNode[] = [];
  if (queued > 0) {
    steps.push(
      <Button key="queue" onClick={() => go({ list: 'queue' }, 'replace')}>
        {t('list.openQueue')}
      </Button>,
    );
  }
  if (status && status !== 'online') {
    steps.push(
      <Button
        key="online"
        variant={queued > 0 ? 'default' : 'filled'}
        onClick={() => client.setStatus('online')}
      >
        {t('list.goOnline')}
      </Button>,
    );
  }
  const own = status && status !== 'online' ? t('list.emptyMineOffline') : t('list.emptyMineOnline');
  const hint = queued > 0 ? t('list.emptyMineQueue', { count: queued }) : own;
  return (
    <Blank isPlain title={t('list.emptyMine')} hint={hint}>
      {steps.length > 0 && steps}
    </Blank>
  );
}

function NothingHere({ list }: { list: Exclude<ListName, 'mine'> }) {
  const { t } = useI18n();
  const words = {
    queue: [t('list.emptyQueue'), t('list.emptyQueueHint')],
    parked: [t('list.emptyParked'), t('list.emptyParkedHint')],
    snoozed: [t('list.emptySnoozed'), t('list.emptySnoozedHint')],
    all: [t('list.emptyAll'), t('list.emptyAllHint')],
    closed: [t('list.emptyClosed'), t('list.emptyClosedHint')],
  } as const;
  const [title, hint] = words[list];
  return <Blank isPlain title={title} hint={hint} />;
}
