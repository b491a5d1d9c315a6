import { ActionIcon, Checkbox } from '@mantine/core';
import type { ComponentType } from 'react';
import { IconIndentDecrease, IconIndentIncrease, IconPlus } from '../../../shared/icons';
import { worded } from '../../handling/targets';
import { NamesField } from '../form/NamesField';
import { moveByKeys, OrderButtons } from '../form/OrderButtons';
import { useWords } from '../words';
import lines from './Lanes.module.css';
import type { FullTopic } from './model';
import { movedIn, movedOut, movedTopic, parentToBe, placeOf, withTopic } from './topics';

interface Props {
  readonly tree: readonly FullTopic[];
  readonly topic: FullTopic;
  readonly error: string | undefined;
  readonly onTree: (tree: readonly FullTopic[]) => void;
  readonly onRemove: () => void;
  /** A topic below this one is wanted. */
  readonly onGrow: () => void;
}

/** One topic: its names, whether visitors may choose it, and where it stands. */
export function TopicLine({ tree, topic, error, onTree, onRemove, onGrow }: Props) {
  const { t, language } = useWords();
  const place = placeOf(tree, topic.id);
  const name = worded(topic.names, language) || topic.id;
  const parent = parentToBe(tree, topic.id);
  const move = (step: -1 | 1) => onTree(movedTopic(tree, topic.id, step));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the keys are for the fields and buttons inside
    <div className={lines.topic} onKeyDown={(event) => moveByKeys(event, move)}>
      <div className={lines.topicNames}>
        <NamesField
          isBare
          label={name}
          value={topic.names}
          error={error}
          onValue={(names) => onTree(withTopic(tree, topic.id, { names }))}
        />
      </div>
      <Checkbox
        label={t('topics.offered')}
        aria-label={t('topics.offeredOf', { name })}
        checked={topic.offered}
        onChange={(event) => onTree(withTopic(tree, topic.id, { offered: event.currentTarget.checked }))}
      />
      <span className={lines.cardButtons}>
        {place?.parent ? (
          <Step
            label={t('topics.out', { name })}
            Icon={IconIndentDecrease}
            onClick={() => onTree(movedOut(tree, topic.id))}
          />
        ) : (
          <Step label={t('topics.addBelow', { name })} Icon={IconPlus} onClick={onGrow} />
        )}
        {parent && (
          <Step
            label={t('topics.in', { name, parent: worded(parent.names, language) || parent.id })}
            Icon={IconIndentIncrease}
            onClick={() => onTree(movedIn(tree, topic.id))}
          />
        )}
        <OrderButtons
          name={name}
          index={place?.index ?? 0}
          count={place?.siblings.length ?? 1}
          onMove={move}
          onRemove={onRemove}
        />
      </span>
    </div>
  );
}

interface StepProps {
  readonly label: string;
  readonly Icon: ComponentType<{ size: number; 'aria-hidden': true }>;
  readonly onClick: () => void;
}

function Step({ label, Icon, onClick }: StepProps) {
  return (
    <ActionIcon variant="subtle" color="gray" size="lg" aria-label={label} title={label} onClick={onClick}>
      <Icon size={18} aria-hidden />
    </ActionIcon>
  );
}
