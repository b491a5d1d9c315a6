import type { Conversation, Operator } from '@besedka/protocol';
import { Button, Textarea } from '@mantine/core';
import { type FormEvent, type KeyboardEvent, useMemo, useState } from 'react';
import { useClientState } from '../../shared/client';
import { type I18n, useI18n } from '../../shared/i18n';
import { IconUsers } from '../../shared/icons';
import { type ChoiceGroup, Picker } from '../../shared/Picker';
import { StatusDot } from '../operators/StatusDot';
import styles from './Handling.module.css';
import { colleagues, departmentTargets, obstacleOf, operatorTarget, type Target } from './targets';

interface Props {
  /** Whose conversation it is now: not offered. `null`: nobody's, or several people's. */
  readonly ownerId: Conversation['operator_id'];
  readonly onSubmit: (target: Target, note: string) => void;
  readonly onCancel: () => void;
  readonly hasNote?: boolean;
}

/** To whom, and what they should know. Typing finds, arrows choose, Enter passes it on. */
export function TransferForm({ ownerId, onSubmit, onCancel, hasNote = true }: Props) {
  const { t } = useI18n();
  const { groups, targets } = useTargets(ownerId);
  const [chosen, setChosen] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const target = targets.find((each) => each.id === chosen);
  const submit = () => target && onSubmit(target, note);
  const onForm = (event: FormEvent) => {
    event.preventDefault();
    submit();
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    submit();
  };
  return (
    <form className={styles.form} onSubmit={onForm}>
      <Picker label={t('transfer.to')} groups={groups} value={chosen} onValue={setChosen} onEnter={submit} />
      {hasNote && (
        <Textarea
          label={t('transfer.note')}
          description={t('transfer.noteHint')}
          rows={2}
          maxLength={1000}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
      )}
      <div className={styles.buttons}>
        <Button variant="default" onClick={onCancel}>
          {t('app.cancel')}
        </Button>
        <Button type="submit" disabled={!target}>
          {target ? t('transfer.submit', { name: target.name }) : t('pane.transfer')}
        </Button>
      </div>
    </form>
  );
}

function useTargets(ownerId: string | null): {
  groups: readonly ChoiceGroup[];
  targets: readonly Target[];
} {
  const { t, language } = useI18n();
  const operators = useClientState((state) => state.operators);
  const departments = useClientState((state) => state.departments);
  return useMemo(() => {
    const people = colleagues(Object.values(operators) as readonly Operator[], ownerId);
    const places = departments.flatMap((each) => departmentTargets(each, language));
    const groups = [
      { title: t('transfer.operators'), choices: people.map((each) => personChoice(each, t)) },
      {
        title: t('transfer.departments'),
        choices: places.map(({ id, name }) => ({
          id,
          label: name,
          mark: <IconUsers size={18} aria-hidden />,
        })),
      },
    ].filter(({ choices }) => choices.length > 0);
    return { groups, targets: [...people.map(operatorTarget), ...places] };
  }, [operators, departments, ownerId, language, t]);
}

/** Status, load and reachability beside the name; who cannot take it now is shown with the reason. */
function personChoice(operator: Operator, t: I18n['t']) {
  const obstacle = obstacleOf(operator);
  const load = t('transfer.load', { load: operator.load, limit: operator.limit });
  const why = obstacle === 'status' ? t(`status.${operator.status}`) : obstacle && t(`obstacle.${obstacle}`);
  return {
    id: `operator ${operator.id}`,
    label: operator.name,
    hint: why ? `${why} · ${load}` : load,
    mark: <StatusDot status={operator.status} />,
    isOff: obstacle !== null,
  };
}
