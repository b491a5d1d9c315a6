import { useMemo } from 'react';
import { useClientState } from '../../../shared/client';
import { worded } from '../../handling/targets';
import { useWords } from '../words';

/** By id, in the reader's language, as this console knows the departments now. */
export function useDepartmentNames(): ReadonlyMap<string, string> {
  const { language } = useWords();
  const departments = useClientState((state) => state.departments);
  return useMemo(
    () => new Map(departments.map(({ id, name }) => [id, worded(name, language) || id])),
    [departments, language],
  );
}
