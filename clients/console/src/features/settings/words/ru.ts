import { departments } from './ru.departments';
import { file } from './ru.file';
import { history } from './ru.history';
import { identity } from './ru.identity';
import { inboxes } from './ru.inboxes';
import { settings } from './ru.settings';
import { staff } from './ru.staff';

export const ru = {
  ...settings,
  ...departments,
  ...inboxes,
  ...identity,
  ...staff,
  ...history,
  ...file,
} as const;
