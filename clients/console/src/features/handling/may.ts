import type { Conversation, Department, MeOperator, Operator } from '@besedka/protocol';

/** What this operator may do with this conversation, so that a button stands only where it can work. The server decides. */

type Row = Pick<Conversation, 'status' | 'operator_id' | 'arrangement'>;

export function mayPark(each: Row, me: MeOperator | null): boolean {
  return each.status === 'active' && isOf(each, me);
}

export function mayResume(each: Row, me: MeOperator | null): boolean {
  return isResting(each) && isOf(each, me);
}

export function maySnooze(each: Row, me: MeOperator | null): boolean {
  return (each.status === 'active' || each.status === 'parked') && isOf(each, me);
}

/** Own ones and those in the line; supervisors any that is open. */
export function mayTransfer(each: Row, me: MeOperator | null): boolean {
  if (each.status === 'closed' || each.status === 'bot' || !me) return false;
  return each.status === 'queued' || isOf(each, me) || isSupervisor(me);
}

/** One that a colleague passed on, until the first own words. */
export function mayDecline(each: Row, me: MeOperator | null): boolean {
  return each.status === 'active' && isOf(each, me) && Boolean(each.arrangement?.origin);
}

export function mayTakeOver(each: Row, me: MeOperator | null): boolean {
  const isColleagues = each.operator_id !== null && !isOf(each, me);
  return isColleagues && each.status !== 'closed' && isSupervisor(me);
}

/** Above the own limit: supervisors, where the department allows it. */
export function mayGoAbove(me: MeOperator | null, own: Operator | null, department?: Department): boolean {
  return isSupervisor(me) && own !== null && own.load >= own.limit && department?.take_anyway === true;
}

export function isResting({ status }: Pick<Conversation, 'status'>): boolean {
  return status === 'parked' || status === 'snoozed';
}

export function isSupervisor(me: Pick<MeOperator, 'role'> | null): boolean {
  return me !== null && me.role !== 'operator';
}

export function isAdmin(me: Pick<MeOperator, 'role'> | null): boolean {
  return me?.role === 'admin';
}

function isOf({ operator_id }: Row, me: MeOperator | null): boolean {
  return me !== null && operator_id === me.id;
}
