import type { Department, LocalisedText, Operator } from '@besedka/protocol';

/** Where a conversation can be passed on to: the fields of the command, and what the place is called. */
export interface Target {
  readonly id: string;
  readonly to: { readonly operator_id?: string; readonly department_id?: string; readonly lane_id?: string };
  readonly name: string;
}

export function worded(names: LocalisedText | undefined, language: string): string {
  return names?.[language] ?? names?.en ?? Object.values(names ?? {})[0] ?? '';
}

/** Why a colleague cannot take one more now; `null`: can. The server asks the same. */
export type Obstacle = 'status' | 'full' | 'vanished' | 'unreachable';

export function obstacleOf(operator: Operator): Obstacle | null {
  if (operator.status !== 'online') return 'status';
  if (operator.vanished_at !== null) return 'vanished';
  if (operator.problems.length > 0) return 'unreachable';
  return operator.load >= operator.limit ? 'full' : null;
}

/** Those who can take it first, the least loaded on top; the others below, so that one sees why not. */
export function colleagues(operators: readonly Operator[], exceptId: string | null): readonly Operator[] {
  return operators
    .filter((each) => each.id !== exceptId && each.status !== 'offline')
    .sort(
      (a, b) =>
        Number(obstacleOf(a) !== null) - Number(obstacleOf(b) !== null) ||
        a.load / a.limit - b.load / b.limit ||
        a.name.localeCompare(b.name),
    );
}

export function operatorTarget({ id, name }: Operator): Target {
  return { id: `operator ${id}`, to: { operator_id: id }, name };
}

/** The department itself, then each of its lanes. */
export function departmentTargets(department: Department, language: string): readonly Target[] {
  const name = worded(department.name, language);
  const lanes = (department.lanes ?? []).map((lane) => ({
    id: `lane ${department.id} ${lane.id}`,
    to: { department_id: department.id, lane_id: lane.id },
    name: `${name} · ${worded(lane.names, language) || lane.id}`,
  }));
  return [{ id: `department ${department.id}`, to: { department_id: department.id }, name }, ...lanes];
}
