import { departments } from './ru.departments';
import { file } from './ru.file';
import { history } from './ru.history';
import { inboxes } from './ru.inboxes';
import { settings } from './ru.settings';
import { staff } from './ru.staff';

export const ru = { ...settings, ...departments, ...inboxes, ...staff, ...history, ...file } as const;
