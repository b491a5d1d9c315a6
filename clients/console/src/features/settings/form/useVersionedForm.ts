import { useRef } from 'react';
import { type Form, useForm } from './useForm';

interface Versioned {
  readonly version: number;
}

/**
 * A form that holds the version that was looked at when the first thing was changed, so that what somebody else sets
 * meanwhile is refused (`old_version`) and not overwritten. `send` answers the version that came of it: an undo belongs
 * to the version of its own saving. `look` fetches what stands now.
 */
export function useVersionedForm<T extends Versioned>(
  name: string,
  standing: T,
  send: (values: T) => Promise<number>,
  look: () => Promise<number | undefined>,
): Form<T> & { readonly reload: () => Promise<void> } {
  const successors = useRef(new Map<number, number>());
  const form = useForm(name, standing, async (values) => {
    const version = successors.current.get(values.version) ?? values.version;
    successors.current.set(version, await send({ ...values, version }));
  });
  return {
    ...form,
    set: (change) => form.set({ version: form.values.version, ...change }),
    reload: async () => {
      const version = await look();
      if (version !== undefined) form.set({ version } as Partial<T>);
    },
  };
}
