import { Loader } from '@mantine/core';
import { Blank } from '../../../shared/Blank';
import type { SectionProps } from '../sections';
import { useWords } from '../words';
import { NewPerson } from './NewPerson';
import { PersonPage } from './PersonPage';
import { StaffList } from './StaffList';
import { useStaff } from './useStaff';

/** Everybody who works here, somebody new, or one person with everything that can be set. */
export function StaffPage({ item }: SectionProps) {
  const { t } = useWords();
  const { data, isError } = useStaff();
  if (item === 'new') return <NewPerson />;
  if (!data) return isError ? <Blank title={t('form.away')} /> : <Loader aria-label={t('form.loading')} />;
  if (item === null) return <StaffList staff={data} />;
  const person = data.find(({ id }) => id === item);
  if (!person) return <Blank title={t('staff.gone')} hint={t('staff.goneHint')} />;
  return <PersonPage key={item} person={person} />;
}
