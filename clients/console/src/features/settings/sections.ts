import type { ComponentType } from 'react';
import { IconFileText, IconHistory, IconInbox, IconSitemap, IconUsers } from '../../shared/icons';
import { DepartmentsPage } from './departments/DepartmentsPage';
import { FilePage } from './file/FilePage';
import { HistoryPage } from './history/HistoryPage';
import { InboxesPage } from './inboxes/InboxesPage';
import { StaffPage } from './staff/StaffPage';

export interface SectionProps {
  /** Which thing is open: its id, `new`, or none. */
  readonly item: string | null;
}

/** The pages of the settings, in the order of the list: a folder each, named as here. */
export const SECTIONS = [
  { name: 'inboxes', Icon: IconInbox, Page: InboxesPage },
  { name: 'departments', Icon: IconSitemap, Page: DepartmentsPage },
  { name: 'staff', Icon: IconUsers, Page: StaffPage },
  { name: 'history', Icon: IconHistory, Page: HistoryPage },
  { name: 'file', Icon: IconFileText, Page: FilePage },
] as const satisfies readonly {
  readonly name: string;
  readonly Icon: typeof IconInbox;
  readonly Page: ComponentType<SectionProps>;
}[];
