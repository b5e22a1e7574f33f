import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LessonError, parseLesson } from '../../src/workshop/parse-lesson.js';

const text = `# Images

Why images.

## Build it
::step{#image.build}

Type this:

\`\`\`sh
# a comment, not a heading
docker image build .
\`\`\`

::hint
Look at the Dockerfile.
::hint
docker image build -t boyacky/web-app .

## A word on layers

They are shared.
`;

describe('parseLesson', () => {
  it('reads title, introduction, steps and hints', () => {
    const lesson = parseLesson('image', text, 'en.md');
    expect(lesson.title).toBe('Images');
    expect(lesson.introduction).toBe('Why images.\n\n\n## A word on layers\n\nThey are shared.');
    expect(lesson.steps).toHaveLength(1);
    expect(lesson.steps[0]).toMatchObject({ id: 'image.build', title: 'Build it', hints: ['Look at the Dockerfile.', 'docker image build -t boyacky/web-app .'] });
    expect(lesson.steps[0]?.prose).toContain('# a comment, not a heading');
  });

  it('says which file does not begin with a title', () => {
    expect(() => parseLesson('image', 'hello', 'en.md')).toThrow(new LessonError('en.md must begin with "# title"; it begins with "hello"'));
    expect(() => parseLesson('image', '', 'en.md')).toThrow(LessonError);
  });

  it('throws nothing but LessonError, whatever the file holds', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (head, body) => {
        try {
          parseLesson('x', `${head}\n## a\n::step{#a}\n${body}`, 'en.md');
        } catch (error) {
          expect(error).toBeInstanceOf(LessonError);
        }
      }),
    );
  });
});
