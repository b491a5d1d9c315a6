import { departments } from './en.departments';
import { file } from './en.file';
import { history } from './en.history';
import { identity } from './en.identity';
import { inboxes } from './en.inboxes';
import { settings } from './en.settings';
import { staff } from './en.staff';

export const en = {
  ...settings,
  ...departments,
  ...inboxes,
  ...identity,
  ...staff,
  ...history,
  ...file,
} as const;
