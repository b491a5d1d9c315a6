import type { SectionProps } from '../sections';
import { DepartmentList } from './DepartmentList';
import { DepartmentPage } from './DepartmentPage';
import { NewDepartment } from './NewDepartment';

/** All departments, a new one, or one with everything that can be set for it. */
export function DepartmentsPage({ item }: SectionProps) {
  if (item === null) return <DepartmentList />;
  return item === 'new' ? <NewDepartment /> : <DepartmentPage key={item} id={item} />;
}
