import type { EngineError, EngineErrorCode, EngineName } from '../../containers/engine.js';
import { names } from '../names.js';
import type { Text } from '../types.js';
import type { Diagnosis } from './diagnosis.js';

const login = 'aws ecr get-login-password | docker login --username AWS --password-stdin';

/** Every code that an engine refuses with. */
const engineTable: Readonly<Record<EngineErrorCode, { readonly means: Text; readonly fix: Text }>> = {
  'cli-missing': { means: { ja: 'コンテナのプログラムがありません。', en: 'there is no container program on this machine.' }, fix: { ja: 'Docker を入れるか、 --engine practice で始めてください: boyacky-lab start --engine practice', en: 'Install Docker, or start with --engine practice: boyacky-lab start --engine practice' } },
  'daemon-unreachable': { means: { ja: 'docker のコマンドはありますが、実際に働くデーモンが応答しません。', en: 'the docker command is there, but the daemon that does the work does not answer.' }, fix: { ja: 'Docker を起動してから、もう一度どうぞ。確かめるには: docker info', en: 'Start Docker, then try again. To check: docker info' } },
  dockerfile: { means: { ja: 'Dockerfile がないか、読めない行があります。', en: 'there is no Dockerfile, or a line of it cannot be read.' }, fix: { ja: 'boyacky フォルダーで見ます: cat Dockerfile', en: 'See it, in the folder boyacky: cat Dockerfile' } },
  'build-failed': { means: { ja: 'ビルドの途中の命令が失敗しました。失敗した行が出力にあります。', en: 'an instruction failed during the build; the output names its line.' }, fix: { ja: `直してから、boyacky フォルダーで: docker image build -t ${names.localImage} .`, en: `Fix it, then in the folder boyacky: docker image build -t ${names.localImage} .` } },
  'builder-missing': { means: { ja: 'Docker のビルダー（BuildKit）が入っていません。', en: "docker's builder (BuildKit) is not installed." }, fix: { ja: '入れます: sudo apt-get install docker-buildx （Docker の配布元からなら docker-buildx-plugin）', en: "Install it: sudo apt-get install docker-buildx (from Docker's own packages: docker-buildx-plugin)" } },
  'context-unreadable': { means: { ja: 'フォルダーの中に、あなたには読めないファイルがあり、ビルダーに渡せません。', en: 'a file in the folder may not be read by you, so the builder cannot be given it.' }, fix: { ja: '読めるようにするか、 .dockerignore に書きます。見るには: ls -la boyacky', en: 'Make it readable, or name it in .dockerignore. To see: ls -la boyacky' } },
  'image-not-found': { means: { ja: 'その名前とタグのイメージがありません。', en: 'there is no image of that name and tag.' }, fix: { ja: 'あるものを見ます: docker image ls', en: 'See which there are: docker image ls' } },
  'container-not-found': { means: { ja: 'そのコンテナはもうありません。', en: 'that container is not there any more.' }, fix: { ja: '止まったものも含めて見ます: docker container ls -a', en: 'See them all, stopped ones too: docker container ls -a' } },
  'port-allocated': { means: { ja: 'このマシンのそのポートは、ほかのコンテナかプログラムが使っています。', en: 'that port of this machine is held by another container or program.' }, fix: { ja: '使っているコンテナを見ます: docker container ls', en: 'See which container has it: docker container ls' } },
  'not-logged-in': { means: { ja: 'ECR にログインしていません。', en: 'you are not logged in to ECR.' }, fix: { ja: `ログインします: ${login} <レジストリ>`, en: `Log in: ${login} <registry>` } },
  'token-expired': { means: { ja: 'ECR へのログインは 12 時間で切れます。もう切れています。', en: 'a login to ECR is valid for 12 hours, and they have passed.' }, fix: { ja: `ログインし直します: ${login} <レジストリ>`, en: `Log in again: ${login} <registry>` } },
  denied: { means: { ja: 'レジストリは、あなたに許可していません。イメージがないときも、そう答えるレジストリがあります。', en: 'the registry does not allow you this; some say the same of an image that is not there.' }, fix: { ja: '誰として呼んでいるか見ます: aws sts get-caller-identity', en: 'See who you are: aws sts get-caller-identity' } },
  'repository-not-found': { means: { ja: 'その名前のリポジトリがありません。プッシュしても、リポジトリは作られません。', en: 'there is no repository of that name. A push does not make one.' }, fix: { ja: "あるものを見ます: aws ecr describe-repositories --query 'repositories[].repositoryUri'", en: "See which there are: aws ecr describe-repositories --query 'repositories[].repositoryUri'" } },
  'tag-immutable': { means: { ja: 'そのタグはもう別のイメージに使われていて、IMMUTABLE なので書き換えられません。', en: 'that tag belongs to another image already and, being IMMUTABLE, cannot be moved.' }, fix: { ja: '新しいタグを付けてプッシュします: docker tag と docker push', en: 'Push under a new tag: docker tag, then docker push' } },
  'registry-unreachable': { means: { ja: 'レジストリに届きません。ネットワークか、サンドボックスが止まっています。', en: 'the registry cannot be reached: the network, or the sandbox has stopped.' }, fix: { ja: 'サンドボックスなら: boyacky-lab sandbox start', en: 'For the sandbox: boyacky-lab sandbox start' } },
  'plain-http': { means: { ja: 'レジストリは応答しましたが、暗号化（TLS）をしていません。このエンジンは、許されるまで暗号化なしでは話しません。', en: 'the registry answered, but without encryption (TLS), and this engine does not talk like that unless it is told to.' }, fix: { ja: 'podman なら、login、pull、push に --tls-verify=false を付けます。Docker は 127.0.0.1 のレジストリなら、そのまま話します: docker info', en: 'With podman add --tls-verify=false to login, pull and push. Docker needs nothing for a registry on 127.0.0.1; which it trusts: docker info' } },
  'no-network': { means: { ja: 'ネットワークにつながらず、レジストリの名前も引けません。', en: 'there is no network connection: the registry is not found, or does not answer.' }, fix: { ja: 'つながっているか確かめます: docker image pull hello-world', en: 'See whether there is a connection: docker image pull hello-world' } },
  proxy: { means: { ja: '途中のプロキシに拒否されたか、プロキシの証明書をエンジンが知りません。', en: 'a proxy on the way refuses, or the engine does not know its certificate.' }, fix: { ja: 'エンジンのプロキシの設定を見ます: docker info', en: "See the engine's own settings for it: docker info" } },
  'rate-limited': { means: { ja: 'レジストリの取得回数の上限に達しました。ログインすると増えます。', en: 'the registry limits how often you may pull; with a login the limit is higher.' }, fix: { ja: '待つか、Docker Hub にログインします: docker login', en: 'Wait, or log in to Docker Hub: docker login' } },
  'wrong-architecture': { means: { ja: 'イメージの CPU が、このマシンのものと違います。', en: 'the image is for another CPU than this machine has.' }, fix: { ja: "CPU を見ます: docker image inspect --format '{{.Architecture}}' IMAGE", en: "See for which: docker image inspect --format '{{.Architecture}}' IMAGE" } },
  'out-of-memory': { means: { ja: 'メモリが足りず、途中で終わらされました。', en: 'there was not enough memory, and it was ended.' }, fix: { ja: 'ほかのものを止めるか、Docker のメモリを増やします: docker stats --no-stream', en: 'Stop other things, or give Docker more memory: docker stats --no-stream' } },
  'disk-full': { means: { ja: 'ディスクがいっぱいです。', en: 'the disk is full.' }, fix: { ja: '使わなくなったイメージを見ます: docker system df', en: 'See what the images take: docker system df' } },
  unsupported: { means: { ja: 'このエンジンにはできないことです。', en: 'this engine cannot do that.' }, fix: { ja: '本物の Docker で試すには: boyacky-lab start --engine docker', en: 'With the real Docker: boyacky-lab start --engine docker' } },
  interrupted: { means: { ja: '途中で止められました。', en: 'it was interrupted.' }, fix: { ja: 'もう一度どうぞ: boyacky-lab lesson', en: 'Once more: boyacky-lab lesson' } },
  failed: { means: { ja: 'エンジンが失敗しました。', en: 'the engine failed.' }, fix: { ja: 'もう一度試してください。続くようなら --debug を付けてください: boyacky-lab verify --debug', en: 'Try again; if it stays, add --debug: boyacky-lab verify --debug' } },
};

/** What a refusal of an engine means, for those who use that engine. The quote is in the engine's own words. */
export function diagnoseEngineError({ code, message, details }: Pick<EngineError, 'code' | 'message' | 'details'>): Diagnosis {
  const { means, fix } = engineTable[code];
  return { id: code, quote: message, means: inWordsOf(details.engine, means), fix: inWordsOf(details.engine, fix) };
}

/** The other engines take the same commands under a name of their own. */
function inWordsOf(engine: EngineName = 'docker', { ja, en }: Text): Text {
  if (engine === 'docker' || engine === 'practice') return { ja, en };
  const named = (text: string) => text.replace(/\bdocker(?= (?:image|container|info|login|push|tag|stats|system|command|の))/g, engine);
  return { ja: named(ja), en: named(en) };
}
