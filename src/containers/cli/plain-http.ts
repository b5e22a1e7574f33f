import type { EngineName } from '../engine.js';

/**
 * What podman has to be told to speak plain HTTP with a registry on this machine. docker does so with 127.0.0.0/8 by
 * itself, and nerdctl and finch with localhost: https://docs.docker.com/reference/cli/dockerd/#insecure-registries
 */
export function plainHttpOptions(program: EngineName): readonly string[] {
  return program === 'podman' ? ['--tls-verify=false'] : [];
}

/** Those options where they are needed, and nowhere else: a registry on loopback is named, alone or before an image. */
export function optionsForRegistry(program: EngineName, name: string): readonly string[] {
  return loopback.test(name) ? plainHttpOptions(program) : [];
}

const loopback = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?(?:\/|$)/;
