import { useState } from 'react';
import { worded } from '../../handling/targets';
import { AddLine } from '../form/AddLine';
import { useWords } from '../words';
import styles from './Departments.module.css';
import { LaneCard } from './LaneCard';
import lines from './Lanes.module.css';
import { moved, withLane, withNewLane, withoutLane } from './lanes';
import type { FullLane, PartProps } from './model';
import { faultOn } from './places';

/** Queues inside the department, the first one that matches wins: their order is what counts. */
export function LanesPart({
  values,
  set,
  fault,
  departmentId,
}: PartProps & { readonly departmentId: string }) {
  const { t, language } = useWords();
  const { lanes } = values;
  const [openLane, setOpenLane] = useState<string | null>(null);
  const [said, say] = useState('');
  const change = (changed: readonly FullLane[]) => set({ lanes: changed });
  const move = (index: number, step: -1 | 1) => {
    const lane = lanes[index];
    if (!lane || !lanes[index + step]) return;
    change(moved(lanes, index, step));
    const name = worded(lane.names, language) || lane.id;
    say(t('form.movedTo', { name, place: index + step + 1, count: lanes.length }));
  };
  const add = (name: string) => {
    const more = withNewLane(lanes, name, language);
    change(more);
    setOpenLane(more.at(-1)?.id ?? null);
  };
  return (
    <>
      <p className={styles.hint}>{t('lanes.hint')}</p>
      {lanes.length === 0 && <p className={styles.empty}>{t('lanes.none')}</p>}
      <ol className={lines.cards}>
        {lanes.map((lane, index) => (
          <LaneCard
            key={lane.id}
            lane={lane}
            values={values}
            departmentId={departmentId}
            isOpen={openLane === lane.id}
            error={faultOn(fault, 'lanes', lane.id)}
            onToggle={() => setOpenLane((open) => (open === lane.id ? null : lane.id))}
            onLane={(changed) => change(withLane(lanes, changed))}
            order={{
              name: worded(lane.names, language) || lane.id,
              index,
              count: lanes.length,
              onMove: (step) => move(index, step),
              onRemove: () => change(withoutLane(lanes, lane.id)),
            }}
          />
        ))}
      </ol>
      <AddLine label={t('lanes.newName')} button={t('lanes.add')} onAdd={add} />
      {faultOn(fault, 'lanes') && <p className={styles.problem}>{faultOn(fault, 'lanes')}</p>}
      <p className="hidden" role="status">
        {said}
      </p>
    </>
  );
}
