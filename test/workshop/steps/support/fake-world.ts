import { createHash } from 'node:crypto';
import type { Container, Image } from '../../../../src/containers/engine.js';
import type { Item } from '../../../../src/aws/tables.js';
import type { Repository, RepositoryImage, Scan, TaggedImage } from '../../../../src/aws/repositories.js';
import type { SecurityGroup } from '../../../../src/aws/vpc.js';
import type { Stack, StackEvent, StackResource } from '../../../../src/aws/stacks.js';

export const region = 'ap-northeast-1';
export const account = '123456789012';
export const registry = `${account}.dkr.ecr.${region}.amazonaws.com`;

export interface FakeRepository {
  repository: Repository;
  images: RepositoryImage[];
  scans: Record<string, Scan>;
}

export interface FakeImage extends Image {
  /** Names at the top of the working directory. */
  files: readonly string[];
}

/** The outside world that the fakes share: what one of them makes, the others see. */
export interface FakeWorld {
  /** Calls that change something, in order, e.g. "engine.build boyacky/web-app:latest". */
  calls: string[];
  now: number;
  stack?: Stack;
  stackResources: StackResource[];
  stackEvents: StackEvent[];
  securityGroups: SecurityGroup[];
  table?: Item[];
  repositories: Map<string, FakeRepository>;
  /** What a tag is, where it is not just an image. */
  tagged: Record<string, Partial<TaggedImage>>;
  engineAvailable: boolean;
  /** Builds make an index with an attestation, as docker's containerd store does. */
  attests: boolean;
  images: FakeImage[];
  containers: Container[];
  loggedIn: boolean;
  /** The local app: its port while it runs, and what it printed. */
  app: { port?: number; output: string; installed: boolean };
  /** Ports held by programs that are none of ours; the page that they answer with, if any. */
  strangers: Map<number, string | undefined>;
  tools: Partial<Record<'git' | 'aws' | 'npm', string>>;
}

export function createFakeWorld(): FakeWorld {
  return {
    calls: [],
    now: Date.parse('2025-11-20T03:00:00Z'),
    stackResources: [],
    stackEvents: [],
    securityGroups: [],
    repositories: new Map(),
    tagged: {},
    engineAvailable: true,
    attests: false,
    images: [],
    containers: [],
    loggedIn: false,
    app: { output: '', installed: false },
    strangers: new Map(),
    tools: { git: 'git version 2.39.5', npm: '10.8.2' },
  };
}

export function sha256(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}
