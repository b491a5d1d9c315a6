import { type MouseEvent, useMemo, useState } from 'react';
import { useClientState, useServerNow } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import type { ListName } from '../../shared/route';
import { BulkBar } from '../bulk/BulkBar';
import { SelectButton } from '../bulk/SelectButton';
import { change, reached, toggled, useSelection } from '../bulk/selection';
import { filterOf } from '../bulk/work';
import { contactName } from '../contacts/contactName';
import { LatestNote } from '../handover/LatestNote';
import styles from './ConversationList.module.css';
import { ConversationRow } from './ConversationRow';
import { EmptyList } from './EmptyList';
import { ListFilter } from './ListFilter';
import { MoreClosed } from './MoreClosed';
import { type InPart, listOf, partOf, partsOf } from './order';
import { PartTitle } from './PartTitle';
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
  const selection = useSelection();
  const meId = useClientState((state) => state.me?.id ?? null);
  const parts = useParts(list, order.ids);
  const mark = (event: MouseEvent, id: string) => {
    if (!selection.isOn && !event.shiftKey) return false;
    event.preventDefault();
    change((held) => (event.shiftKey ? reached(held, order.ids, id) : toggled(held, id)));
    return true;
  };
  const isFirstLoad = list === 'closed' && closed.isLoading && order.ids.length === 0;
  return (
    <section className={styles.column} aria-labelledby="list-title" id="list">
      <header className={styles.header}>
        <div className={styles.top}>
          <h2 id="list-title" className={styles.title}>
            {t('list.title')}
          </h2>
          {list !== 'closed' && <SelectButton />}
        </div>
        <SearchBox query={query} onQuery={setQuery} />
        <ListFilter list={list} />
      </header>
      <LatestNote />
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
              title={parts[id]?.isFirst && <PartTitle list={list} {...parts[id]} />}
              place={list === 'queue' ? (parts[id]?.place ?? null) : null}
              isMarking={selection.isOn}
              isMarked={selection.ids.has(id)}
              onMark={mark}
            />
          ))}
        </ul>
        {order.isHeld && <p className={styles.held}>{t('list.newInOrder')}</p>}
        {order.ids.length === 0 && !isFirstLoad && !closed.hasFailed && (
          <EmptyList list={list} query={query.trim()} />
        )}
        {list === 'closed' && <MoreClosed pages={closed} />}
      </div>
      <BulkBar shown={order.ids} filter={query.trim() ? null : filterOf(list, meId)} />
    </section>
  );
}

/** Ids of the list that match the search, in order. */
function useFound(list: ListName, query: string, loadedFrom: number): readonly string[] {
  const { t } = useI18n();
  const conversations = useClientState((state) => state.conversations);
  const meId = useClientState((state) => state.me?.id ?? null);
  const now = useServerNow();
  return useMemo(
    () =>
      listOf(list, Object.values(conversations), meId, now)
        .filter((each) => list !== 'closed' || (each.closed_at ?? 0) >= loadedFrom)
        .filter((each) => matches(query, each, contactName(each.contact, t)))
        .map((each) => each.id),
    [list, query, loadedFrom, conversations, meId, now, t],
  );
}

/** Where each row stands in its part of the list, when the list has parts. */
function useParts(list: ListName, ids: readonly string[]): Readonly<Record<string, InPart>> {
  const conversations = useClientState((state) => state.conversations);
  return useMemo(
    () => partsOf(ids.map((id) => [id, conversations[id] ? partOf(list, conversations[id]) : null])),
    [list, ids, conversations],
  );
}
