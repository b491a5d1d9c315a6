import { useQuery } from '@tanstack/react-query';
import { useClient, useClientState } from '../../shared/client';
import type { TopicsAnswer } from './topics';

export interface Topics extends TopicsAnswer {
  readonly isLoading: boolean;
}

const NONE: readonly never[] = [];

/** Of one department: what the state holds, and with the likely ones once they are asked for. */
export function useTopics(departmentId: string | null, isOn = true): Topics {
  const client = useClient();
  const asked = useQuery({
    queryKey: ['topics', departmentId],
    enabled: isOn && departmentId !== null,
    queryFn: () =>
      client.request<TopicsAnswer>('GET', `/topics?department_id=${encodeURIComponent(departmentId ?? '')}`),
  });
  const held = useClientState(
    (state) => state.departments.find(({ id }) => id === departmentId)?.topics ?? NONE,
  );
  return {
    isLoading: asked.isLoading,
    topics: asked.data?.topics ?? held,
    likely: asked.data?.likely ?? NONE,
  };
}
