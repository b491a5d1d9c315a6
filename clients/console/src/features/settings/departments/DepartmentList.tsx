import type { DepartmentSummary } from '@besedka/protocol';
import { Loader } from '@mantine/core';
import { Blank } from '../../../shared/Blank';
import { useServerNow } from '../../../shared/client';
import { IconChevronRight } from '../../../shared/icons';
import { addressOf, follow } from '../../../shared/route';
import { nearMoment } from '../../../shared/time';
import { worded } from '../../handling/targets';
import { ListHead, placeOf } from '../form/Page';
import { useWords } from '../words';
import rows from './DepartmentList.module.css';
import styles from './Departments.module.css';
import { useDepartmentList, usePeople } from './useDepartments';

export function DepartmentList() {
  const { t } = useWords();
  const { data, isError } = useDepartmentList();
  const people = usePeople();
  const countOf = (id: string) => people.filter(({ departments }) => departments.includes(id)).length;
  return (
    <>
      <ListHead
        section="departments"
        title={t('departments.title')}
        lead={t('departments.lead')}
        add={t('departments.add')}
      />
      {isError && <Blank title={t('form.away')} isPlain />}
      {!data && !isError && <Loader aria-label={t('form.loading')} />}
      {data?.length === 0 && <Blank title={t('departments.none')} hint={t('departments.noneHint')} />}
      {data && data.length > 0 && (
        <ul className={rows.list}>
          {data.map((each) => (
            <Row key={each.id} department={each} people={countOf(each.id)} />
          ))}
        </ul>
      )}
    </>
  );
}

function Row({ department, people }: { department: DepartmentSummary; people: number }) {
  const { t, language } = useWords();
  const { id, key, names } = department;
  const to = placeOf('departments', id);
  return (
    <li className={rows.row}>
      <a href={addressOf(to)} onClick={(event) => follow(event, to)}>
        <span className={rows.name}>
          {worded(names, language) || key} <small>{key}</small>
        </span>
        <OpenState department={department} />
        <span className={rows.people}>{t('departments.people', { count: people })}</span>
        <IconChevronRight size={18} aria-hidden />
      </a>
    </li>
  );
}

/** As it is now, by the hours that stand. */
export function OpenState({ department }: { department: DepartmentSummary }) {
  const { t, language } = useWords();
  const now = useServerNow();
  const { is_open, opens_at } = department;
  const words = is_open
    ? t('departments.open')
    : opens_at === null
      ? t('departments.closed')
      : t('departments.opensAt', { time: nearMoment(opens_at, now, language) });
  return (
    <span className={styles.state} data-open={is_open || undefined}>
      {words}
    </span>
  );
}
