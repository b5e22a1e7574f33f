import type { SandboxContext } from '../../context.js';
import type { ObjectShape } from './shape.js';

/** What a provider may use and know while it works on one resource. */
export interface ProviderContext {
  readonly account: SandboxContext['account'];
  readonly call: SandboxContext['call'];
  readonly stackName: string;
  readonly logicalId: string;
  /** The stack's own tags: the resource gets them together with those of its Tags property. */
  readonly stackTags: Readonly<Record<string, string>>;
  /** aws:cloudformation:… for services that accept them from CloudFormation. */
  readonly systemTags: Readonly<Record<string, string>>;
  /** A name for a resource that its author did not name: the same for the same resource every time. */
  generatedName(maxLength: number): string;
  /** Asks until there is an answer, at a steady pace. Rejects when the stack operation is given up. */
  poll<T>(ask: () => Promise<T | undefined>): Promise<T>;
}

/** Typed side of a provider: written in a file of its own, one a resource type. */
export interface ProviderDefinition<Properties> {
  readonly type: string;
  readonly properties: ObjectShape<Properties>;
  /** Names for Fn::GetAtt. */
  readonly attributes: readonly string[];
  /** How long AWS takes, in milliseconds. */
  readonly takes: { readonly create: number; readonly delete: number };
  /** The property by which an author names the resource himself: two cannot exist side by side. */
  readonly nameProperty?: keyof NoInfer<Properties> & string;
  /** The physical id is that name: so it can be found again after a restart. */
  readonly physicalIdIsName?: boolean;
  /** Asks for the resource and answers its physical id at once, so that it can be written down. */
  create(properties: NoInfer<Properties>, context: ProviderContext): Promise<string>;
  /**
   * Everything after that: waits until the resource is ready, answers its attributes. May run twice, as after
   * a restart.
   */
  settle(physicalId: string, properties: NoInfer<Properties>, context: ProviderContext): Promise<Record<string, unknown>>;
  /** Changes of these properties need no replacement. Tags of the stack count as `Tags`. */
  readonly update?: {
    readonly inPlace: readonly (keyof NoInfer<Properties> & string)[];
    apply(physicalId: string, change: Change<NoInfer<Properties>>, context: ProviderContext): Promise<void>;
  };
  /** Deletes it and waits until it is gone. That it is gone already is no error. */
  remove(physicalId: string, properties: NoInfer<Properties>, context: ProviderContext): Promise<void>;
}

export interface Change<Properties> {
  readonly before: Properties;
  readonly after: Properties;
  readonly tagsBefore: Readonly<Record<string, string>>;
}

type Stored = Readonly<Record<string, unknown>>;

/** A provider as the engine sees it: properties are plain stored values. */
export interface Provider {
  readonly type: string;
  readonly attributes: readonly string[];
  readonly takes: { readonly create: number; readonly delete: number };
  readonly nameProperty?: string;
  readonly physicalIdIsName: boolean;
  /** Properties that can be changed without a replacement. */
  readonly inPlace: readonly string[];
  /** Checks and converts evaluated properties; throws `PropertyError`. */
  read(properties: unknown): Stored;
  create(properties: Stored, context: ProviderContext): Promise<string>;
  settle(physicalId: string, properties: Stored, context: ProviderContext): Promise<Record<string, unknown>>;
  update(physicalId: string, change: Change<Stored>, context: ProviderContext): Promise<void>;
  remove(physicalId: string, properties: Stored, context: ProviderContext): Promise<void>;
}

export function defineProvider<Properties extends object>(definition: ProviderDefinition<Properties>): Provider {
  const read = (properties: unknown) => definition.properties.read(properties, '');
  return {
    type: definition.type,
    attributes: definition.attributes,
    takes: definition.takes,
    nameProperty: definition.nameProperty,
    physicalIdIsName: definition.physicalIdIsName ?? false,
    inPlace: definition.update?.inPlace ?? [],
    read: (properties) => Object.fromEntries(Object.entries(read(properties))),
    create: (properties, context) => definition.create(read(properties), context),
    settle: (physicalId, properties, context) => definition.settle(physicalId, read(properties), context),
    update: async (physicalId, { before, after, tagsBefore }, context) =>
      definition.update?.apply(physicalId, { before: read(before), after: read(after), tagsBefore }, context),
    remove: (physicalId, properties, context) => definition.remove(physicalId, read(properties), context),
  };
}
