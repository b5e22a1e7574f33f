import { questionStep } from '../../question-step.js';

/** What a template is made of, read once the stack stands. */
export const readTemplate = questionStep('foundation.template', {
  prompt: {
    ja: 'boyacky.yaml を含め、どの CloudFormation テンプレートにも必ず要るのはどれですか。',
    en: 'Which section must every CloudFormation template have, boyacky.yaml included?',
  },
  choices: [
    { ja: 'Parameters（作るときに渡す値）', en: 'Parameters (values that are handed in)' },
    { ja: 'Outputs（できたあとで尋ねられる値）', en: 'Outputs (values that can be asked for afterwards)' },
    { ja: 'Resources（作るもの）', en: 'Resources (what is to be made)' },
    { ja: 'この 3 つの全部', en: 'All three of them' },
  ],
  answer: 2,
  explanation: {
    ja: '必須なのは Resources だけです。Parameters は作るときに渡す値（Owner、ZoneA、ZoneB）、Conditions はそれに応じた場合分け、Outputs はあとで尋ねられる値です。第 8 章で使う VPC ID は Outputs の VpcId にあるので、控えておかなくて済みます。どれも便利ですが、なくてもテンプレートです。',
    en: 'Only Resources is required. Parameters are values that you hand in (Owner, ZoneA, ZoneB), Conditions choose by them, and Outputs are values to ask for afterwards: the VPC ID that chapter 8 needs is the output VpcId, so there is no need to note it down. They are useful, but a template may do without them.',
  },
});
