import type { EngineName } from '../containers/engine.js';

/** The engine that this process works with. */
export interface EngineAtWork {
  readonly name: EngineName;
  /** What its login, push and pull want for the registry of the target. */
  readonly registryOptions: readonly string[];
}

let atWork: EngineAtWork = { name: 'docker', registryOptions: [] };

/** From here on what is printed is typed for this engine. */
export function noteEngine(engine: EngineAtWork): void {
  atWork = engine;
}

/**
 * A text in which commands are docker's, as they are to be typed for the engine in use: its name, and the options that
 * it needs besides. It has to hold in a plain terminal, too, where there is no `docker`. Twice is as good as once.
 */
export function inEngineWords(text: string, { name, registryOptions }: EngineAtWork = atWork): string {
  // The practice engine is the docker of our shell.
  if (name === 'docker' || name === 'practice') return text;
  const named = text.replace(dockerCommand, name);
  if (registryOptions.length === 0) return named;
  const told = registryOptions.join(' ');
  return named.replace(withRegistry(name), (command: string) => `${command} ${told}`);
}

/** The name at the head of a command; not in a path, an address, a service's name or a quotation ("docker: Error"). */
const dockerCommand =
  /(?<![\w./:@~-])docker(?=\s(?:build|container|exec|history|images?|import|info|inspect|load|login|logout|logs|ps|pull|push|rmi?|run|save|start|stats|stop|system|tag|version|--version)\b)/g;

/** login, push and pull whose registry stands further on in the same command, however it is written. */
function withRegistry(name: string): RegExp {
  const registry = String.raw`\$\{?(?:URI|REGISTRY)\b|<(?:repository URI|リポジトリの URI|registry|レジストリ)>|\bREGISTRY\b|(?:127\.0\.0\.1|localhost):\d`;
  return new RegExp(String.raw`\b${name} (?:image )?(?:login|push|pull)(?! --)(?=(?:[^\n\x60|;&]|\\\n)*?(?:${registry}))|\b${name} login(?= --username)(?=(?:[^\n\x60|;&]|\\\n)*?(?:${registry}))`, 'g');
}
