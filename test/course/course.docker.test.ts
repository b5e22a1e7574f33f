import { beforeAll, describe } from 'vitest';
import { requireEngine } from '../system/docker-support/engine.js';
import { examineCourse } from './examine.js';

beforeAll(requireEngine);

describe('the course, step by step, with docker', { timeout: 300_000 }, () => examineCourse('docker'));
