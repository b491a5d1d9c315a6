import { useClientState, useDepartment } from '../../shared/client';
import { useI18n } from '../../shared/i18n';
import type { ListName } from '../../shared/route';
import { worded } from '../handling/targets';
import styles from './ConversationList.module.css';

interface Props {
  readonly list: ListName;
  /** As `partOf` names it. */
  readonly part: string;
  readonly count: number;
}

/** Over the first row of a part: the lane of the queue, or whose conversations these are. */
export function PartTitle({ list, part, count }: Props) {
  return (
    <p className={styles.part}>
      <span>{list === 'queue' ? <LaneName part={part} /> : <OwnerName id={part} />}</span>
      <span className={styles.partCount}>{count}</span>
    </p>
  );
}

function LaneName({ part }: { part: string }) {
  const { t, language } = useI18n();
  const [departmentId = '', laneId = ''] = part.split(' ');
  const department = useDepartment(departmentId);
  const lane = department?.lanes?.find(({ id }) => id === laneId);
  const name = worded(department?.name, language) || t('list.noDepartment');
  return lane ? `${name} · ${worded(lane.names, language) || lane.id}` : name;
}

/** Their load beside the name, as routing sees it. */
function OwnerName({ id }: { id: string }) {
  const { t } = useI18n();
  const operator = useClientState((state) => state.operators[id]);
  if (!operator) return t('list.nobodys');
  if (!('load' in operator)) return operator.name;
  return `${operator.name} · ${t('transfer.load', { load: operator.load, limit: operator.limit })}`;
}
