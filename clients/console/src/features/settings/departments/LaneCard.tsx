import { MultiSelect } from '@mantine/core';
import { IconAlertTriangle, IconChevronDown, IconChevronRight } from '../../../shared/icons';
import { NamesField } from '../form/NamesField';
import { moveByKeys, OrderButtons, type Ordered } from '../form/OrderButtons';
import '../form/mantine.css';
import { NumberField } from '../form/NumberField';
import { useWords } from '../words';
import styles from './Departments.module.css';
import { LaneOverflowField } from './LaneOverflowField';
import lines from './Lanes.module.css';
import { MatchFields } from './MatchFields';
import type { DepartmentForm, FullLane } from './model';
import { usePeople } from './useDepartments';
import { useLaneWords } from './useLaneWords';

interface Props {
  readonly lane: FullLane;
  readonly values: DepartmentForm;
  readonly departmentId: string;
  readonly isOpen: boolean;
  readonly error: string | undefined;
  readonly onToggle: () => void;
  readonly onLane: (lane: FullLane) => void;
  readonly order: Ordered;
}

/** One lane: in one line what it takes, and behind it everything that can be set. */
export function LaneCard(props: Props) {
  const { lane, values, isOpen, error, onToggle, order } = props;
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  const takes = useLaneWords(lane, values.topics);
  return (
    <li className={lines.card} data-fault={error !== undefined || undefined}>
      <div className={lines.cardHead}>
        <button
          type="button"
          className={lines.toggle}
          aria-expanded={isOpen}
          onClick={onToggle}
          onKeyDown={(event) => moveByKeys(event, order.onMove)}
        >
          <Chevron size={18} aria-hidden />
          <span className={lines.cardName}>
            {order.index + 1}. {order.name}
          </span>
          <span className={lines.cardHint}>{takes}</span>
        </button>
        <span className={lines.cardButtons}>
          <OrderButtons {...order} />
        </span>
      </div>
      {error && (
        <p className={styles.problem}>
          <IconAlertTriangle size={18} aria-hidden /> {error}
        </p>
      )}
      {isOpen && <LaneFields {...props} />}
    </li>
  );
}

function LaneFields({ lane, values, departmentId, onLane }: Props) {
  const { t } = useWords();
  const people = usePeople();
  const change = (changed: Partial<FullLane>) => onLane({ ...lane, ...changed });
  const offered = people.filter(
    ({ id, departments }) => departments.includes(departmentId) || lane.operators.includes(id),
  );
  return (
    <div className={lines.cardBody}>
      <NamesField label={t('lanes.newName')} value={lane.names} onValue={(names) => change({ names })} />
      <MatchFields match={lane.match} topics={values.topics} onMatch={(match) => change({ match })} />
      <MultiSelect
        label={t('lanes.operators')}
        description={t('lanes.operators.hint')}
        placeholder={lane.operators.length === 0 ? t('lanes.everybody') : ''}
        searchable
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={[...lane.operators]}
        onChange={(operators) => change({ operators })}
      />
      <div className={styles.pair}>
        <NumberField
          label={t('lanes.priority')}
          description={t('lanes.priority.hint')}
          min={-100}
          max={100}
          allowDecimal={false}
          value={lane.priority}
          onValue={(priority) => change({ priority })}
        />
        <NumberField
          label={t('lanes.atLeast')}
          description={t('lanes.atLeast.hint')}
          min={0}
          max={200}
          allowDecimal={false}
          value={lane.at_least}
          onValue={(at_least) => change({ at_least })}
        />
      </div>
      <LaneOverflowField
        lane={lane}
        lanes={values.lanes}
        departmentId={departmentId}
        onOverflow={(overflow) => change({ overflow })}
      />
    </div>
  );
}
