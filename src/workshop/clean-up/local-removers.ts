import type { StepContext } from '../types.js';
import type { Remover } from './remover.js';

export const localAppRemover: Remover = {
  kind: 'local-app',
  exists: ({ app }) => Promise.resolve(app.running() !== undefined),
  remove: ({ app }) => app.stop(),
};

export const localContainerRemover: Remover = {
  kind: 'local-container',
  exists: async ({ engine }, id) => (await engine.inspectContainer(id)) !== undefined,
  remove: async ({ engine }, id) => {
    await engine.stop(id, { graceSeconds: 5 });
    await engine.removeContainer(id, { force: true });
  },
};

/** Ids are references ("boyacky/web-app:1.1") or, for images that lost their tag, "sha256:…". */
export const localImageRemover: Remover = {
  kind: 'local-image',
  exists: async ({ engine }, reference) => (await engine.inspectImage(reference)) !== undefined,
  remove: ({ engine }, reference) => engine.removeImage(reference, { force: true }),
};

/** `docker logout` cannot be asked about: it is done whenever the ledger knows of a login. */
export const registryLoginRemover: Remover = {
  kind: 'registry-login',
  exists: ({ ledger }, registry) => Promise.resolve(ledger.has({ kind: 'registry-login', id: registry })),
  remove: async ({ engine, ledger }: StepContext, registry) => {
    await engine.logout(registry);
    ledger.deleted({ kind: 'registry-login', id: registry });
  },
};
