/** The grammar of repository names as ECR's own refusal words it. */
export const repositoryNamePattern = '[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*(/[a-z0-9]+((\\.|_|__|-+)[a-z0-9]+)*)*';

const repositoryName = new RegExp(`^${repositoryNamePattern}$`);
const tag = /^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/;
const digest = /^sha256:[a-f0-9]{64}$/;

/** 2 to 256 characters, lower case, as https://docs.aws.amazon.com/AmazonECR/latest/APIReference/API_CreateRepository.html */
export function isRepositoryName(text: string): boolean {
  return text.length >= 2 && text.length <= 256 && repositoryName.test(text);
}

/** https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests */
export function isTag(text: string): boolean {
  return tag.test(text);
}

/** Only SHA-256 in lower case: the digest is also the name of a file. */
export function isDigest(text: string): boolean {
  return digest.test(text);
}
