import type { NewStaffMember, Role, StaffChange, StaffMember } from '@besedka/protocol';
import type { FieldOf } from '../form/refused';

export const ROLES: readonly Role[] = ['operator', 'supervisor', 'admin'];
export const LIMIT_MAX = 100;

/** What can be set for somebody, now or when he is added. */
export interface PersonValues {
  readonly name: string;
  readonly public_names: StaffMember['public_names'];
  readonly role: Role;
  readonly chat_limit: number;
  readonly departments: readonly string[];
}

export interface PersonForm extends PersonValues {
  readonly version: number;
}

export type Field = 'email' | keyof PersonValues;

export const NEWCOMER: PersonValues & Pick<NewStaffMember, 'email'> = {
  email: '',
  name: '',
  public_names: {},
  role: 'operator',
  chat_limit: 4,
  departments: [],
};

export const FIELD_OF: FieldOf<Field> = {
  bad_email: 'email',
  email_taken: 'email',
  bad_name: 'name',
  last_admin: 'role',
  bad_chat_limit: 'chat_limit',
  unknown_department: 'departments',
};

export function formOf(person: StaffMember): PersonForm {
  const { version, name, public_names, role, chat_limit, departments } = person;
  return { version, name, public_names, role, chat_limit, departments };
}

/** Only what differs is sent: the audit then tells what was meant. */
export function changeOf(values: PersonForm, standing: PersonForm): StaffChange {
  const differing = Object.entries(values).filter(
    ([field, value]) => JSON.stringify(value) !== JSON.stringify(standing[field as keyof PersonForm]),
  );
  return { ...Object.fromEntries(differing), version: values.version };
}

/** Those who may sign in by name, and those who may not any more. */
export function divided(staff: readonly StaffMember[]): readonly [StaffMember[], StaffMember[]] {
  return [
    staff.filter(({ disabled_at }) => disabled_at === null),
    staff.filter(({ disabled_at }) => disabled_at !== null),
  ];
}

/** Whether it may be sent; the server looks more closely. */
export function looksLikeEmail(text: string): boolean {
  return /^[^\s@]+@[^\s@]+$/.test(text.trim());
}
