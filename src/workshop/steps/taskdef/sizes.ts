import { questionStep } from '../../question-step.js';

/** What the size of a task costs, and what a pair has to be. */
export const sizes = questionStep('taskdef.sizes', {
  prompt: {
    ja: 'アプリには CPU 256 で足りますが、メモリが 3 GB 要ります。Fargate では、どうしますか。',
    en: 'For an app CPU 256 is enough, but it needs 3 GB of memory. What do you do on Fargate?',
  },
  choices: [
    {
      ja: '256 と 3072 を登録する。メモリだけ増やせばよい',
      en: 'Register 256 and 3072: only the memory has to grow',
      why: {
        ja: '256 に選べるメモリは 2048 までで、この組は拒否されます。',
        en: 'With 256 the memory ends at 2048, so this pair is refused.',
      },
    },
    { ja: '512 と 3072 を登録する。CPU も増える', en: 'Register 512 and 3072: the CPU grows, too' },
    {
      ja: '256 と 2048 のタスクを 2 つ動かし、メモリを合わせる',
      en: 'Run two tasks of 256 and 2048 and join their memory',
      why: {
        ja: 'タスクどうしはメモリを共有しません。1 つのプログラムに要る 3 GB は、1 つのタスクに要ります。',
        en: 'Tasks do not share memory. If one program needs 3 GB, one task must have them.',
      },
    },
    {
      ja: '300 と 3072 を登録する。CPU は必要な分だけ増やす',
      en: 'Register 300 and 3072: the CPU grows as needed',
      why: {
        ja: "300 という CPU はないので、「Invalid 'cpu' setting for task.」と拒否されます。",
        en: `There is no CPU of 300. It is refused: "Invalid 'cpu' setting for task."`,
      },
    },
  ],
  answer: 1,
  explanation: {
    ja: 'CPU とメモリは、決まった組み合わせから選びます。512 なら、メモリは 1024 から 4096 まで 1024 刻みです。ない組を登録すると「No Fargate configuration exists for given values.」と拒否されます。Boyacky は、いちばん小さい 256 と 512 で足ります。',
    en: 'CPU and memory are chosen in fixed pairs. With 512 the memory goes from 1024 to 4096 in steps of 1024. A pair that does not exist is refused: "No Fargate configuration exists for given values." For Boyacky the smallest, 256 and 512, is enough.',
  },
});
