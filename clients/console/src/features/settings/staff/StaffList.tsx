import type { StaffMember } from '@besedka/protocol';
import { useClientState } from '../../../shared/client';
import { useI18n } from '../../../shared/i18n';
import { IconChevronRight } from '../../../shared/icons';
import { addressOf, follow } from '../../../shared/route';
import { StatusDot } from '../../operators/StatusDot';
import { ListHead, placeOf } from '../form/Page';
import styles from '../form/Page.module.css';
import { useDepartmentNames } from '../form/useDepartmentNames';
import { useWords } from '../words';
import { Face } from './Face';
import { divided } from './model';

export function StaffList({ staff }: { staff: readonly StaffMember[] }) {
  const { t } = useWords();
  const [present, disabled] = divided(staff);
  return (
    <>
      <ListHead section="staff" title={t('staff.title')} lead={t('staff.lead')} add={t('staff.add')} />
      <Rows people={present} label={t('staff.title')} />
      {disabled.length > 0 && (
        <details className={styles.fold}>
          <summary>{t('staff.disabledOnes', { count: disabled.length })}</summary>
          <Rows people={disabled} label={t('staff.disabled')} />
        </details>
      )}
    </>
  );
}

function Rows({ people, label }: { people: readonly StaffMember[]; label: string }) {
  return (
    <ul className={styles.rows} aria-label={label}>
      {people.map((person) => (
        <Row key={person.id} person={person} />
      ))}
    </ul>
  );
}

function Row({ person }: { person: StaffMember }) {
  const i18n = useI18n();
  const to = placeOf('staff', person.id);
  const departments = useDepartmentNames();
  const about = [
    i18n.t(`account.role.${person.role}`),
    ...person.departments.map((id) => departments.get(id) ?? id),
  ];
  return (
    <li>
      <a href={addressOf(to)} onClick={(event) => follow(event, to)}>
        <Face person={person} />
        <span className={styles.about}>
          <strong>{person.name}</strong>
          <span>{about.join(' · ')}</span>
        </span>
        <Aside person={person} />
        <IconChevronRight size={18} aria-hidden />
      </a>
    </li>
  );
}

/** The status as the open console hears of it, the limit, and whether the person was here at all. */
function Aside({ person }: { person: StaffMember }) {
  const { t } = useWords();
  const i18n = useI18n();
  const live = useClientState((state) => state.operators[person.id]);
  const status = live && 'status' in live ? live.status : person.status;
  if (person.disabled_at !== null) return <span className={styles.aside}>{t('staff.disabled')}</span>;
  return (
    <span className={styles.aside}>
      <span>
        <StatusDot status={status} />
        {person.has_password ? i18n.t(`status.${status}`) : t('staff.invited')}
      </span>
      <span>{t('staff.limitOf', { limit: person.chat_limit })}</span>
    </span>
  );
}
