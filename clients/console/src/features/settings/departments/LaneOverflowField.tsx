import type { LaneOverflow } from '@besedka/protocol';
import { NativeSelect } from '@mantine/core';
import { worded } from '../../handling/targets';
import { DurationField } from '../form/DurationField';
import { useWords } from '../words';
import styles from './Departments.module.css';
import type { FullLane } from './model';
import { useDepartmentList } from './useDepartments';

interface Props {
  readonly lane: FullLane;
  readonly lanes: readonly FullLane[];
  readonly departmentId: string;
  readonly onOverflow: (overflow: LaneOverflow | null) => void;
}

const NOWHERE = 'nowhere';
const AFTER_MS = 120_000;

/** Who else may take what has waited for long. */
export function LaneOverflowField({ lane, lanes, departmentId, onOverflow }: Props) {
  const { t, language } = useWords();
  const { data = [] } = useDepartmentList();
  const { overflow } = lane;
  const after_ms = overflow?.after_ms ?? AFTER_MS;
  const name = ({ names, key }: { names: FullLane['names']; key: string }) => worded(names, language) || key;
  const others = lanes.filter(({ id }) => id !== lane.id);
  const departments = data.filter(({ id }) => id !== departmentId);
  const choose = (chosen: string) => {
    const [kind, id = ''] = chosen.split(' ');
    if (kind === NOWHERE) onOverflow(null);
    else onOverflow(kind === 'lane' ? { after_ms, lane_id: id } : { after_ms, department_id: id });
  };
  return (
    <div className={styles.pair}>
      <NativeSelect
        label={t('lanes.overflow')}
        description={t('lanes.overflow.hint')}
        value={chosenOf(overflow)}
        onChange={(event) => choose(event.currentTarget.value)}
        data={[
          { value: NOWHERE, label: t('lanes.overflow.nowhere') },
          {
            group: t('departments.part.lanes'),
            items: others.map(({ id, names }) => ({ value: `lane ${id}`, label: name({ names, key: id }) })),
          },
          {
            group: t('departments.title'),
            items: departments.map((each) => ({ value: `department ${each.id}`, label: name(each) })),
          },
        ]}
      />
      {overflow && (
        <DurationField
          label={t('lanes.overflow.after')}
          value={overflow.after_ms}
          onValue={(ms) => onOverflow({ ...overflow, after_ms: ms })}
        />
      )}
    </div>
  );
}

function chosenOf(overflow: LaneOverflow | null): string {
  if (!overflow) return NOWHERE;
  return overflow.lane_id ? `lane ${overflow.lane_id}` : `department ${overflow.department_id}`;
}
