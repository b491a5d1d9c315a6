import { useMemo, useState } from 'react';
import { useClientState } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import type { ListName } from '../../shared/route';
import { contactName } from '../contacts/contactName';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow';
import { EmptyList } from './EmptyList';
import { ListFilter } from './ListFilter';
import { MoreClosed } from './MoreClosed';
import { listOf } from './order';
import { SearchBox } from './SearchBox';
import { matches } from './search';
import { useClosed } from './useClosed';
import { useFrozenOrder } from './useFrozenOrder';
import { useListKeys } from './useListKeys';

interface Props {
  readonly list: ListName;
  readonly openId: string | null;
}

export function ConversationList({ list, openId }: Props) {
  const { t } = useI18n();
  const [query, setQuery] = useState('');
  const closed = useClosed(list === 'closed');
  const found = useFound(list, query, closed.loadedFrom);
  const order = useFrozenOrder(found, `${list} ${query}`);
  const keys = useListKeys(order.ids, openId);
  const isFirstLoad = list === 'closed' && closed.isLoading && order.ids.length === 0;
  return (
    <section className={styles.column} aria-labelledby="list-title" id="list">
      <header className={styles.header}>
        <h2 id="list-title" className={styles.title}>
          {t('list.title')}
        </h2>
        <SearchBox query={query} onQuery={setQuery} />
        <ListFilter list={list} />
      </header>
      <div className={styles.scroll} {...order.hover}>
        {/* Safari drops the list role of an unmarked list, hence the explicit one. */}
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <ul role="list" aria-label={t('list.title')} className={styles.list} {...keys.list}>
          {order.ids.map((id) => (
            <ConversationRow
              key={id}
              id={id}
              isOpen={id === openId}
              isTabStop={id === keys.tabStop}
              list={list}
            />
          ))}
        </ul>
        {order.isHeld && <p className={styles.held}>{t('list.newInOrder')}</p>}
        {order.ids.length === 0 && !isFirstLoad && !closed.hasFailed && (
          <EmptyList list={list} query={query.trim()} />
        )}
        {list === 'closed' && <MoreClosed pages={closed} />}
      </div>
    </section>
  );
}

/** Ids of the list that match the search, in order. */
function useFound(list: ListName, query: string, loadedFrom: number): readonly string[] {
  const { t } = useI18n();
  const conversations = useClientState((state) => state.conversations);
  const meId = useClientState((state) => state.me?.id ?? null);
  return useMemo(
    () =>
      listOf(list, Object.values(conversations), meId)
        .filter((each) => list !== 'closed' || (each.closed_at ?? 0) >= loadedFrom)
        .filter((each) => matches(query, each, contactName(each.contact, t)))
        .map((each) => each.id),
    [list, query, loadedFrom, conversations, meId, t],
  );
}
