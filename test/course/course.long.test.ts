import { describe } from 'vitest';
import { examineCourse } from './examine.js';

describe('the course, step by step, with the practice engine', { timeout: 300_000 }, () => examineCourse('practice'));
