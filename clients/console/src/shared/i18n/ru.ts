import { house } from './ru.house';
import { talk } from './ru.talk';

export const ru = { ...house, ...talk } as const;
